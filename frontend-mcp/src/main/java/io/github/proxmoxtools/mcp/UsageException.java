package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.client.settings.SettingFlags;

/** The command line cannot be honoured. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(SettingFlags.Refusal refusal) {
        this(refusal.reason() + ". " + refusal.hint());
    }
}
