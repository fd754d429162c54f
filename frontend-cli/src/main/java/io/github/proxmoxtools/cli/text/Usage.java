package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.Map;

/** Failures of the command line itself, in the family of all failures. */
public final class Usage {
    private Usage() {}

    public static InvalidCall error(String message) {
        return error(message, "");
    }

    public static InvalidCall error(String message, String guidance) {
        return new InvalidCall(FailureKind.BAD_ARGUMENT, message, guidance, Map.of());
    }

    public static InvalidCall settings(String message, String guidance) {
        return new InvalidCall(FailureKind.BAD_SETTINGS, message, guidance, Map.of());
    }
}
