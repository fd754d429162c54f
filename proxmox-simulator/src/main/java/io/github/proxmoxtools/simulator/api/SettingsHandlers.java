package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.NodeSystem;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.Storage;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A node's name servers, hosts, time zone, subscription and own configuration. */
final class SettingsHandlers {
    private static final Set<String> STEERING = Set.of("node", "delete", "digest");
    private static final List<String> LEVELS = List.of("Community", "Basic", "Standard", "Premium");

    private SettingsHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/dns", call -> new TreeMap<>(Systems.of(call).dns()));
        registry.put("/nodes/{node}/dns", SettingsHandlers::setDns);
        registry.get("/nodes/{node}/hosts", SettingsHandlers::hosts);
        registry.post("/nodes/{node}/hosts", SettingsHandlers::setHosts);
        registry.get("/nodes/{node}/time", SettingsHandlers::time);
        registry.put("/nodes/{node}/time", SettingsHandlers::setTimezone);
        registry.get("/nodes/{node}/config", SettingsHandlers::config);
        registry.put("/nodes/{node}/config", SettingsHandlers::setConfig);
        registry.get("/nodes/{node}/subscription", SettingsHandlers::subscription);
        registry.put("/nodes/{node}/subscription", SettingsHandlers::subscribe);
        registry.post("/nodes/{node}/subscription", call -> null);
        registry.delete("/nodes/{node}/subscription", SettingsHandlers::unsubscribe);
    }

    private static @Nullable Object setDns(Call call) {
        Map<String, String> dns = Systems.of(call).dns();
        List<String> keys = List.of("search", "dns1", "dns2", "dns3");
        keys.forEach(key -> call.params().find(key).ifPresent(value -> dns.put(key, value)));
        return null;
    }

    private static Object hosts(Call call) {
        String text = Systems.of(call).hosts();
        return Map.of("data", text, "digest", Storage.digestOf(text));
    }

    private static @Nullable Object setHosts(Call call) {
        NodeSystem system = Systems.of(call);
        Systems.requireUnchanged(call, Storage.digestOf(system.hosts()));
        system.setHosts(call.params().get("data"));
        return null;
    }

    private static Object time(Call call) {
        String timezone = Systems.of(call).timezone();
        long now = call.now().getEpochSecond();
        int offset = ZoneId.of(timezone).getRules().getOffset(call.now()).getTotalSeconds();
        return Map.of("time", now, "localtime", now + offset, "timezone", timezone);
    }

    private static @Nullable Object setTimezone(Call call) {
        String timezone = call.params().get("timezone");
        if (!ZoneId.getAvailableZoneIds().contains(timezone) && !timezone.equals(ZoneOffset.UTC.getId())) {
            throw ApiError.parameter("timezone", "No such timezone");
        }
        Systems.of(call).setTimezone(timezone);
        return null;
    }

    /** The file that nobody has written yet has no digest either. */
    private static Object config(Call call) {
        Map<String, String> config = Systems.of(call).config();
        Optional<String> property = call.params().find("property");
        if (property.isPresent()) {
            String value = config.get(property.get());
            return value == null ? Map.of() : Map.of(property.get(), value);
        }
        Row row = new Row().withAll(config);
        return config.isEmpty() ? row.fields() : row.with("digest", digest(config)).fields();
    }

    private static @Nullable Object setConfig(Call call) {
        Map<String, String> config = Systems.of(call).config();
        Systems.requireUnchanged(call, digest(config));
        call.params().list("delete").forEach(config::remove);
        call.params().firsts().forEach((key, value) -> {
            if (!STEERING.contains(key)) {
                boolean isText = key.equals("description") && !value.isEmpty() && !value.endsWith("\n");
                config.put(key, isText ? value + "\n" : value);
            }
        });
        return null;
    }

    private static String digest(Map<String, String> config) {
        return Storage.digestOf(config.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(Collectors.joining()));
    }

    private static Object subscription(Call call) {
        Optional<String> key = Systems.of(call).subscriptionKey();
        String server = Storage.digestOf(call.node()).substring(0, 32).toUpperCase(Locale.ROOT);
        Row row = new Row().with("serverid", server).with("url", call.cluster().profile() == Profile.PVE_7_4
                ? "https://www.proxmox.com/proxmox-ve/pricing"
                : "https://www.proxmox.com/en/proxmox-virtual-environment/pricing");
        if (key.isEmpty()) {
            return row.with("status", "notfound").with("message", "There is no subscription key").fields();
        }
        int sockets = Character.digit(key.get().charAt(3), 10);
        String level = key.get().substring(4, 5);
        String name = LEVELS.get(Math.max(0, "cbsp".indexOf(level)));
        return row.with("status", "active").with("key", key.get()).with("level", level).with("sockets", sockets)
                .with("productname", "Proxmox VE " + name + " Subscription " + sockets + " CPUs/year")
                .with("checktime", call.now().getEpochSecond()).with("regdate", "2026-01-01 00:00:00")
                .with("nextduedate", "2027-01-01").fields();
    }

    private static @Nullable Object subscribe(Call call) {
        Systems.of(call).setSubscriptionKey(call.params().get("key").strip());
        return null;
    }

    private static @Nullable Object unsubscribe(Call call) {
        Systems.of(call).setSubscriptionKey(null);
        return null;
    }
}
