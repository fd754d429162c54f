package io.github.proxmoxtools.client.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Property strings that the schema calls by a name only: their keys are taken from Proxmox's own programs.
 *
 * <p>Those that are not here ({@code pve-qm-hostpci}, {@code pve-vm-cpu-conf}, {@code pve-qm-smbios1} and others) are
 * left to the server.
 */
final class NamedPropertyStrings {
    private NamedPropertyStrings() {}

    /** Types of the keys; null for a format that is not known here. */
    static @Nullable Map<String, ApiType> keys(String format) {
        return switch (format) {
            case "pve-qm-boot" -> keys("legacy", ApiType.plain(ApiKind.TEXT, "").asDefaultKey(), "order",
                    ApiType.plain(ApiKind.TEXT, "pve-qm-bootdev-list"));
            case "pve-qm-ipconfig" ->
                keys("gw", text("ipv4").requiring("ip"), "gw6", text("ipv6").requiring("ip6"), "ip",
                        text("pve-ipv4-config"), "ip6", text("pve-ipv6-config"));
            case "pve-qm-watchdog" -> keys("model",
                    text("").asDefaultKey().withChoices(List.of("i6300esb", "ib700")), "action",
                    text("").withChoices(List.of("reset", "shutdown", "poweroff", "pause", "debug", "none")));
            case "backup-fleecing" -> keys("enabled", ApiType.plain(ApiKind.BOOLEAN, "").asDefaultKey(), "storage",
                    text("pve-storage-id"));
            case "prune-backups" -> retention();
            default -> null;
        };
    }

    private static Map<String, ApiType> retention() {
        ApiType number = ApiType.plain(ApiKind.INTEGER, "");
        Map<String, ApiType> keys = new LinkedHashMap<>();
        keys.put("keep-all", ApiType.plain(ApiKind.BOOLEAN, ""));
        for (String period : List.of("last", "hourly", "daily", "weekly", "monthly", "yearly")) {
            keys.put("keep-" + period, number);
        }
        return keys;
    }

    private static ApiType text(String format) {
        return ApiType.plain(ApiKind.TEXT, format);
    }

    private static Map<String, ApiType> keys(Object... namesAndTypes) {
        Map<String, ApiType> keys = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            keys.put((String) namesAndTypes[i], (ApiType) namesAndTypes[i + 1]);
        }
        return keys;
    }
}
