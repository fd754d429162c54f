package io.github.proxmoxtools.client.settings;

import java.util.List;

/** Settings that cannot be used; each message names the setting, its origin, and what would be right. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> messages;

    SettingsException(List<String> messages) {
        super(String.join("\n", messages));
        this.messages = List.copyOf(messages);
    }

    SettingsException(String message) {
        this(List.of(message));
    }

    /**
     * Gives all that is wrong.
     *
     * @return at least one message, none of which holds a secret
     */
    public List<String> messages() {
        return messages;
    }
}
