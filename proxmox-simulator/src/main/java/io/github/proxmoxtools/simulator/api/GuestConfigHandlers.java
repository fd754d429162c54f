package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
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
    private static final Set<String> ROOT_ONLY = Set.of("args", "lock", "hookscript");
    /** Parameters that steer the change and are no options. */
    private static final Set<String> STEERING = Set.of("node", "vmid", "delete", "digest", "revert", "force",
            "skiplock",
            "background_delay", "import-working-storage");
    /** What takes effect at once even while the guest runs. */
    private static final Set<String> TAKE_EFFECT = Set.of("name", "description", "tags", "onboot", "protection",
            "startup", "lock", "boot", "hookscript", "ciuser", "cipassword", "sshkeys", "nameserver", "searchdomain");
    private static final Set<String> CONTAINERS_TAKE_EFFECT = Set.of("memory", "swap", "cores", "cpulimit", "cpuunits");
    private static final String MASK = "**********";

    private GuestConfigHandlers() {}

    static void register(Registry registry) {
        for (Kind kind : Kind.values()) {
            registry.get(Guests.one(kind) + "/config", call -> read(call, kind));
            registry.put(Guests.one(kind) + "/config", call -> change(call, kind));
            registry.get(Guests.one(kind) + "/pending", call -> pending(call, kind));
        }
        registry.post(Guests.one(Kind.QEMU) + "/config", GuestConfigHandlers::changeInBackground);
    }

    static void requireRootOptions(Call call) {
        ROOT_ONLY.stream().filter(call.params()::has).sorted().forEach(option -> requireRoot(call, option));
    }

    private static void requireRoot(Call call, String option) {
        if (!call.caller().isRoot()) {
            throw ApiError.died("only root can set '" + option + "' config");
        }
    }

    private static Object read(Call call, Kind kind) {
        Guest guest = Guests.require(call, kind);
        if (call.params().has("snapshot")) {
            return SnapshotHandlers.config(guest, call.params().get("snapshot"));
        }
        Map<String, Object> config = new TreeMap<>(guest.config());
        if (!call.params().flag("current")) {
            config.putAll(guest.pending());
        }
        config.replaceAll(GuestConfigHandlers::masked);
        config.put("digest", guest.digest());
        return config;
    }

    private static Object masked(String key, Object value) {
        return key.equals("cipassword") ? MASK : value;
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
            rows.add(row.fields());
        }
        rows.add(Map.of("key", "digest", "value", guest.digest()));
        return rows;
    }

    private static @Nullable Object change(Call call, Kind kind) {
        apply(call, kind);
        return null;
    }

    private static Object changeInBackground(Call call) {
        Map<String, String> options = options(call);
        validate(call, Kind.QEMU, options);
        String shown = options.entrySet().stream().map(entry -> " -" + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining());
        apply(call, Kind.QEMU);
        return call.task("qmconfig", Integer.toString(call.vmid()), null, TaskWork.lasting(CHANGE,
                log -> log.accept("update VM " + call.vmid() + ":" + shown)));
    }

    private static void apply(Call call, Kind kind) {
        Guests.requireRootFor(call, "skiplock");
        Map<String, String> options = options(call);
        validate(call, kind, options);
        Guest guest = Guests.require(call, kind);
        requireDigest(call, guest);
        Guests.requireUnlocked(call, guest);
        call.params().list("delete").forEach(option -> delete(guest, option));
        call.params().list("revert").forEach(guest::revert);
        var writer = new GuestOptions(call, guest);
        options.forEach((key, value) -> {
            if (!guest.runs() || takesEffect(kind, key)) {
                writer.set(key, value);
            } else {
                writer.setPending(key, value);
            }
        });
    }

    private static Map<String, String> options(Call call) {
        return call.params().firsts().entrySet().stream().filter(entry -> !STEERING.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private static void validate(Call call, Kind kind, Map<String, String> options) {
        List<String> deleted = call.params().list("delete");
        boolean isNothing = options.isEmpty() && deleted.isEmpty() && call.params().list("revert").isEmpty();
        if (isNothing && kind == Kind.QEMU) {
            throw ApiError.died("no options specified");
        }
        for (String option : deleted) {
            if (call.method().parameter(option).isEmpty() && !option.matches("unused\\d+|lock")) {
                throw ApiError.parameter("delete", "unknown option '" + option + "'");
            }
            if (options.containsKey(option)) {
                throw ApiError.parameter("delete",
                        "you can't use '-" + option + "' and -delete " + option + "' at the same time");
            }
            if (ROOT_ONLY.contains(option)) {
                requireRoot(call, option);
            }
        }
        requireRootOptions(call);
    }

    private static void requireDigest(Call call, Guest guest) {
        String digest = call.params().text("digest");
        if (!digest.isEmpty() && !digest.equals(guest.digest())) {
            throw ApiError.died(guest.kind() == Kind.QEMU
                    ? "checksum mismatch (file change by other user?)"
                    : "detected modified configuration - file changed by other user? Try again.");
        }
    }

    /** A disk that is taken off a guest stays with it, unused, until that is deleted too. */
    private static void delete(Guest guest, String option) {
        Object value = guest.config().get(option);
        guest.unset(option);
        if (value != null && Disk.isDiskKey(option) && !option.startsWith("unused")) {
            Disk.parse(value.toString()).filter(disk -> !disk.isCdrom()).ifPresent(disk -> {
                int number = 0;
                while (guest.config().containsKey("unused" + number)) {
                    number++;
                }
                guest.set("unused" + number, disk.volid());
            });
        }
    }

    private static boolean takesEffect(Kind kind, String option) {
        return TAKE_EFFECT.contains(option) || (kind == Kind.LXC && CONTAINERS_TAKE_EFFECT.contains(option))
                || Disk.isDiskKey(option) || option.matches("net\\d+");
    }
}
