package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Map;

/** Failures of the command line itself, in the family of all failures. */
final class Usage {
    private Usage() {}

    static InvalidCall error(String message) {
        return error(message, "");
    }

    static InvalidCall error(String message, String guidance) {
        return new InvalidCall(FailureKind.BAD_ARGUMENT, message, guidance, Map.of());
    }

    static InvalidCall settings(String message, String guidance) {
        return new InvalidCall(FailureKind.BAD_SETTINGS, message, guidance, Map.of());
    }
}
