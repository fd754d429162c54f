package io.github.proxmoxtools.simulator.api;

import java.util.regex.Pattern;

/** What a user's name may look like. */
final class UserNames {
    private static final int SHORTEST = 3;
    private static final Pattern FORM = Pattern.compile("[^\\s:/]+@[A-Za-z][A-Za-z0-9.\\-_]+");

    private UserNames() {}

    static void require(String userid) {
        if (userid.length() < SHORTEST) {
            throw ApiError.died("user name '" + userid + "' is too short");
        }
        if (!FORM.matcher(userid).matches()) {
            throw ApiError.died("value '" + userid + "' does not look like a valid user name");
        }
    }
}
