package io.github.proxmoxtools.client.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A setting with its value and where that came from.
 *
 * @param key the setting
 * @param value the value in effect
 * @param origin for example {@code file /home/me/.config/proxmox-tools/.env}, {@code environment} or {@code default}
 * @param secret whether the value must never be shown
 * @param shadowed the origins that say something too, but do not count
 */
public record Setting(SettingKey key, String value, String origin, boolean secret, List<String> shadowed) {
    private static final Pattern BEHIND_TOKEN = Pattern.compile("(@[^=]*=).*", Pattern.DOTALL);

    /** Keeps its own copy of the list. */
    public Setting {
        shadowed = List.copyOf(shadowed);
    }

    /**
     * Gives the value for people.
     *
     * @return the value, or stars for a secret, also for one that somebody put behind the id of its token
     */
    public String shownValue() {
        if (secret) {
            return "***";
        }
        return key == SettingKey.PROXMOX_TOKEN_ID ? BEHIND_TOKEN.matcher(value).replaceFirst("$1***") : value;
    }

    @Override
    public String toString() {
        return key + "=" + shownValue() + " (" + origin + ")";
    }
}
