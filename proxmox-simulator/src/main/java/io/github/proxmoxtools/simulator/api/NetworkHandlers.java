package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiKind;
import io.github.proxmoxtools.simulator.state.Interfaces;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.TaskWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The network interfaces of a node. */
final class NetworkHandlers {
    private static final Duration RELOAD = Duration.ofSeconds(2);
    private static final Set<String> STEERING = Set.of("node", "iface", "delete", "cidr", "cidr6");
    private static final List<String> PORTS = List.of("bridge_ports", "ovs_ports", "slaves", "ovs_bonds");
    private static final Set<String> BRIDGES = Set.of("bridge", "OVSBridge", "vnet");

    private NetworkHandlers() {}

    static void register(Registry registry) {
        registry.get("/nodes/{node}/network", NetworkHandlers::list);
        registry.post("/nodes/{node}/network", NetworkHandlers::create);
        registry.put("/nodes/{node}/network", NetworkHandlers::reload);
        registry.delete("/nodes/{node}/network", NetworkHandlers::revert);
        registry.get("/nodes/{node}/network/{iface}", NetworkHandlers::read);
        registry.put("/nodes/{node}/network/{iface}", NetworkHandlers::update);
        registry.delete("/nodes/{node}/network/{iface}", NetworkHandlers::delete);
    }

    private static Object list(Call call) {
        Interfaces interfaces = Systems.of(call).interfaces();
        String type = call.params().text("type");
        List<?> rows = interfaces.all().entrySet().stream()
                .filter(entry -> isWanted(type, String.valueOf(entry.getValue().get("type"))))
                .filter(entry -> isVisible(call, entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                .map(entry -> row(interfaces, entry.getKey()).with("iface", entry.getKey()).fields()).toList();
        return interfaces.changes().<Object>map(changes -> new Annotated(rows, Map.of("changes", changes)))
                .orElse(rows);
    }

    private static boolean isWanted(String wanted, String type) {
        return switch (wanted) {
            case "", "include_sdn" -> true;
            case "any_bridge", "any_local_bridge" -> BRIDGES.contains(type);
            default -> wanted.equals(type);
        };
    }

    /** Since bridges have permissions of their own, one sees only those that one may use, unless one sees the node. */
    private static boolean isVisible(Call call, String name, Map<String, Object> options) {
        boolean isBridge = BRIDGES.contains(String.valueOf(options.get("type")));
        return call.cluster().profile() == Profile.PVE_7_4
                || !isBridge
                || call.caller().holds("/nodes/" + call.node(), "Sys.Audit")
                || call.caller().holdsAny("/sdn/zones/localnetwork/" + name, "SDN.Audit", "SDN.Use");
    }

    private static Row row(Interfaces interfaces, String name) {
        Row row = new Row().withAll(interfaces.all().getOrDefault(name, Map.of()));
        return interfaces.isActive(name) ? row.with("active", 1) : row;
    }

    private static Object read(Call call) {
        requireExisting(call);
        return row(Systems.of(call).interfaces(), call.params().get("iface")).fields();
    }

    private static void requireExisting(Call call) {
        if (!Systems.of(call).interfaces().all().containsKey(call.params().get("iface"))) {
            throw ApiError.parameter("iface", "interface does not exist");
        }
    }

    private static @Nullable Object create(Call call) {
        String name = call.params().get("iface");
        if (Systems.of(call).interfaces().all().containsKey(name)) {
            throw ApiError.parameter("iface", "interface already exists");
        }
        return change(call, (interfaces, options) -> {
            addDefaults(call.params().get("type"), options);
            interfaces.put(name, options);
        }, new TreeMap<>());
    }

    private static @Nullable Object update(Call call) {
        requireExisting(call);
        String name = call.params().get("iface");
        Map<String, Object> options = new TreeMap<>(
                Systems.of(call).interfaces().all().getOrDefault(name, Map.of()));
        for (String option : call.params().list("delete")) {
            options.remove(option);
            String family = option.endsWith("6") ? "6" : "";
            if (option.startsWith("cidr") || option.startsWith("address")) {
                List.of("cidr", "address", "netmask").forEach(part -> options.remove(part + family));
            }
        }
        return change(call, (interfaces, changed) -> interfaces.put(name, changed), options);
    }

    private static @Nullable Object delete(Call call) {
        requireExisting(call);
        Interfaces interfaces = Systems.of(call).interfaces();
        Map<String, Map<String, Object>> copy = interfaces.copy();
        copy.remove(call.params().get("iface"));
        interfaces.write(copy, call.now());
        return null;
    }

    private static @Nullable Object change(Call call,
            BiConsumer<Map<String, Map<String, Object>>, Map<String, Object>> put, Map<String, Object> options) {
        Interfaces interfaces = Systems.of(call).interfaces();
        requireOneGateway(call, interfaces, "gateway", "Default gateway");
        requireOneGateway(call, interfaces, "gateway6", "Default ipv6 gateway");
        for (String family : List.of("", "6")) {
            addAddress(call.params(), family, options);
        }
        if (call.params().get("type").startsWith("OVS")) {
            throw ApiError.died("Open VSwitch is not installed (need package 'openvswitch-switch')");
        }
        addGiven(call, options);
        options.put("method", options.containsKey("address") ? "static" : "manual");
        options.put("method6", options.containsKey("address6") ? "static" : "manual");
        List<String> families = new ArrayList<>();
        if (options.containsKey("address") || !options.containsKey("address6")) {
            families.add("inet");
        }
        if (options.containsKey("address6")) {
            families.add("inet6");
        }
        options.put("families", families);
        Map<String, Map<String, Object>> copy = interfaces.copy();
        put.accept(copy, options);
        requireSound(copy);
        interfaces.write(copy, call.now());
        return null;
    }

    private static void addGiven(Call call, Map<String, Object> options) {
        call.params().firsts().forEach((name, value) -> {
            boolean isFlag = call.method().parameter(name).filter(option -> option.type() == ApiKind.BOOLEAN)
                    .isPresent();
            if (isFlag && value.equals("0")) {
                options.remove(name);
            } else if (!STEERING.contains(name)) {
                boolean isText = name.startsWith("comments") && !value.endsWith("\n");
                options.put(name, isFlag ? (Object) 1 : isText ? value + "\n" : value);
            }
        });
    }

    private static void addDefaults(String type, Map<String, Object> options) {
        if (type.equals("bridge")) {
            Map.of("bridge_ports", "", "bridge_stp", "off", "bridge_fd", "0").forEach(options::putIfAbsent);
        } else if (type.equals("bond")) {
            Map.of("bond_mode", "balance-rr", "bond_miimon", "100").forEach(options::putIfAbsent);
        }
    }

    private static void requireOneGateway(Call call, Interfaces interfaces, String key, String what) {
        if (!call.params().text(key).isEmpty()) {
            interfaces.all().forEach((name, options) -> {
                if (!name.equals(call.params().get("iface")) && options.containsKey(key)) {
                    throw ApiError.parameter(key, what + " already exists on interface '" + name + "'.");
                }
            });
        }
    }

    private static void addAddress(Params params, String family, Map<String, Object> options) {
        String cidr = params.text("cidr" + family);
        for (String part : List.of("address", "netmask")) {
            if (!cidr.isEmpty() && params.has(part + family)) {
                throw ApiError.parameter(part + family, part + family + " conflicts with cidr" + family);
            }
        }
        String whole = cidr.isEmpty() && params.has("address" + family)
                ? params.text("address" + family) + "/" + params.find("netmask" + family).orElse("24")
                : cidr;
        if (!whole.isEmpty()) {
            options.put("cidr" + family, whole);
            options.put("address" + family, whole.substring(0, whole.indexOf('/')));
            options.put("netmask" + family, whole.substring(whole.indexOf('/') + 1));
        }
    }

    /** What the writer of the file refuses. */
    private static void requireSound(Map<String, Map<String, Object>> interfaces) {
        Map<String, String> users = new HashMap<>();
        interfaces.forEach((name, options) -> PORTS.stream().map(key -> options.getOrDefault(key, "").toString())
                .flatMap(ports -> List.of(ports.split("[,;\\s]+")).stream()).filter(port -> !port.isEmpty())
                .forEach(port -> {
                    String user = users.putIfAbsent(port, name);
                    if (user != null && !user.equals(name)) {
                        throw ApiError.died("port '" + port + "' is already used on interface '" + user + "'");
                    }
                    requirePort(interfaces, name, port);
                }));
        interfaces.forEach((name, options) -> {
            boolean lacksDevice = "vlan".equals(options.get("type"))
                    && !interfaces.containsKey(options.getOrDefault("vlan-raw-device", parent(name)).toString());
            if (lacksDevice) {
                throw ApiError.died("vlan '" + name + "' - unable to find vlan-raw-device '"
                        + options.getOrDefault("vlan-raw-device", parent(name)) + "'");
            }
        });
    }

    private static void requirePort(Map<String, Map<String, Object>> interfaces, String name, String port) {
        String type = interfaces.getOrDefault(name, Map.of()).getOrDefault("type", "").toString();
        Map<String, Object> found = interfaces.get(port);
        boolean isBond = type.equals("bond");
        if (found == null) {
            throw ApiError.died(isBond
                    ? "bond '" + name + "' - unable to find slave '" + port + "'"
                    : "bridge '" + name + "' - unable to find bridge port '" + port + "'");
        }
        String portType = String.valueOf(found.get("type"));
        if (isBond && !portType.equals("eth") && !portType.equals("bond")) {
            throw ApiError.died("bond '" + name + "' - wrong interface type on slave '" + port + "' ('" + portType
                    + "' != 'eth or bond')");
        }
    }

    private static String parent(String vlan) {
        int dot = vlan.lastIndexOf('.');
        return dot < 0 ? vlan : vlan.substring(0, dot);
    }

    private static Object reload(Call call) {
        return call.task("srvreload", "networking", null,
                TaskWork.lasting(RELOAD, log -> Systems.of(call).interfaces().reload()));
    }

    private static @Nullable Object revert(Call call) {
        Systems.of(call).interfaces().revert();
        return null;
    }
}
