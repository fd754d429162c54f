package io.github.proxmoxtools.simulator.api;

/** Keeps calls from changing what somebody else has changed meanwhile. */
final class Unchanged {
    private Unchanged() {}

    static void require(Call call, String digest) {
        if (call.params().find("digest").filter(known -> !known.equals(digest)).isPresent()) {
            throw ApiError.died("detected modified configuration - file changed by other user? Try again.");
        }
    }
}
