package io.github.proxmoxtools.cli.options;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.settings.SettingFlags;

/** Names under which people would give the connection's secrets; none of them is taken from a command line. */
public final class ConnectionSecrets {
    private ConnectionSecrets() {}

    public static void refuse(String name) {
        SettingFlags.refusal(name).ifPresent(refusal -> {
            throw Usage.error(refusal.reason(), refusal.hint());
        });
    }
}
