package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and changes the configuration of guests. */
final class GuestConfigHandlers {
    private static final Duration CHANGE = Duration.ofMillis(300);
    private static final String MASK = "**********";
    private static final Set<String> SECRETS = Set.of("cipassword");

    private GuestConfigHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.get(Guests.one(kind) + "/config", call -> read(call, kind));
            registry.put(Guests.one(kind) + "/config", call -> change(call, kind));
            registry.get(Guests.one(kind) + "/pending", call -> pending(call, kind));
        }
        registry.post(Guests.one(Kind.QEMU) + "/config", GuestConfigHandlers::changeInBackground);
    }

    private static Object read(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        boolean current = call.params().flag("current");
        if (call.params().has("snapshot")) {
            if (current) {
                String text = "cannot use 'snapshot' parameter with 'current'";
                throw ApiError.parameters(Map.of("snapshot", text, "current", text));
            }
            return SnapshotHandlers.config(guest, call.params().get("snapshot"));
        }
        Map<String, Object> config = new TreeMap<>(guest.config());
        if (!current) {
            config.putAll(guest.pending());
            config.keySet().removeAll(guest.pendingDeletes().keySet());
        }
        return shown(guest, config);
    }

    /** What a configuration shows of itself: no secrets, but its checksum. */
    static Map<String, Object> shown(Guest guest, Map<String, Object> config) {
        Map<String, Object> shown = new TreeMap<>(config);
        shown.replaceAll(GuestConfigHandlers::masked);
        shown.put("digest", guest.digest());
        return shown;
    }

    private static Object masked(String key, Object value) {
        return SECRETS.contains(key) ? MASK : value;
    }

    private static Object pending(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        Set<String> keys = new TreeSet<>(guest.config().keySet());
        keys.addAll(guest.pending().keySet());
        List<Object> rows = new ArrayList<>();
        for (String key : keys) {
            Row row = new Row().with("key", key);
            if (guest.config().containsKey(key)) {
                row.with("value", masked(key, guest.config().get(key)));
            }
            if (guest.pending().containsKey(key)) {
                row.with("pending", masked(key, guest.pending().get(key)));
            }
            if (guest.pendingDeletes().containsKey(key)) {
                row.with("delete", guest.pendingDeletes().get(key) ? 2 : 1);
            }
            rows.add(row.fields());
        }
        rows.add(Map.of("key", "digest", "value", guest.digest()));
        return rows;
    }

    private static @Nullable Object change(Call call, Kind kind) {
        var change = new GuestConfigChange(call, kind);
        change.validate();
        Guests.requireFree(call, kind);
        change.apply(line -> {});
        return null;
    }

    /** Everything that is wrong with the call itself is said at once, the rest in the task. */
    private static Object changeInBackground(Call call) {
        var change = new GuestConfigChange(call, Kind.QEMU);
        change.validate();
        String shown = change.parameters().entrySet().stream()
                .map(entry -> " -" + entry.getKey() + " " + masked(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return Guests.task(call, Kind.QEMU, "config", new TaskWork(CHANGE,
                log -> log.accept("update VM " + call.vmid() + ":" + shown),
                log -> Guests.attemptAll(() -> change.apply(log))));
    }
}
