package io.github.proxmoxtools.tools.audit;

import io.github.proxmoxtools.client.settings.Setting;
import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.client.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of a log come from and go to.
 *
 * @param program the frontend and its version
 * @param context the context that is selected; empty where there is none
 * @param host the hosts as they are set
 */
public record Origin(String program, String context, String host) {
    /**
     * Takes what the settings say.
     *
     * @param program the frontend and its version
     * @param settings name the cluster
     * @return the origin
     */
    public static Origin of(String program, Settings settings) {
        return new Origin(program, text(settings, SettingKey.PROXMOX_CONTEXT),
                text(settings, SettingKey.PROXMOX_HOST));
    }

    private static String text(Settings settings, SettingKey key) {
        return settings.get(key).map(Setting::value).orElse("");
    }

    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("program", program);
        fields.put("os_user", System.getProperty("user.name"));
        if (!context.isEmpty()) {
            fields.put("context", context);
        }
        fields.put("host", host);
        return fields;
    }
}
