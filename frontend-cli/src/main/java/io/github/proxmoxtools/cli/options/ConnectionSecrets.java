package io.github.proxmoxtools.cli.options;

import io.github.proxmoxtools.cli.text.Usage;
import java.util.List;

/** Names under which people would give the connection's secrets; none of them is taken from a command line. */
public final class ConnectionSecrets {
    private static final List<String> NAMES = List.of("--password", "--token-secret", "--api-token", "--otp");

    private ConnectionSecrets() {}

    public static List<String> names() {
        return NAMES;
    }

    public static void refuse(String name) {
        if (NAMES.contains(name)) {
            throw Usage.error(
                    name + " is not taken from the command line, where other users of this machine can read it",
                    "Put it into the settings file or the environment: PROXMOX_TOKEN_SECRET, PROXMOX_API_TOKEN, "
                            + "PROXMOX_PASSWORD or PROXMOX_OTP.");
        }
    }
}
