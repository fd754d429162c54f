package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.Seal;
import io.github.proxmoxtools.tools.spi.Safety;

/** Where a ceiling comes from, as whoever met it needs to know. */
final class Ceiling {
    private Ceiling() {}

    static String origin(Safety access) {
        return Seal.ofThisBuild() != Seal.NONE && access == Engine.ceilingOfThisBuild()
                ? "This program was linked that way: no setting and no argument can raise it."
                : "The access level is set where this program is started.";
    }
}
