package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Digests;
import io.github.proxmoxtools.simulator.state.Firewall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Firewalls of all levels: options, references, logs, and what lies below. */
final class FirewallHandlers {
    private FirewallHandlers() {}

    static void register(Registry registry) {
        for (FirewallLevel level : FirewallLevel.values()) {
            registry.get(level.path(), call -> index(level));
            registry.get(level.path() + "/options", call -> options(call, level));
            registry.put(level.path() + "/options", call -> setOptions(call, level));
            FirewallRuleHandlers.register(registry, level);
            if (level.hasAddresses()) {
                registry.get(level.path() + "/refs", call -> references(call, level));
                FirewallAliasHandlers.register(registry, level);
                FirewallIpSetHandlers.register(registry, level);
            }
            if (level.isGuest() || level == FirewallLevel.NODE) {
                registry.get(level.path() + "/log", FirewallHandlers::log);
            }
        }
        FirewallGroupHandlers.register(registry);
        registry.get("/cluster/firewall/macros", call -> FirewallMacros.rows());
    }

    private static Object index(FirewallLevel level) {
        return switch (level) {
            case CLUSTER -> Directory.of("name", "aliases", "rules", "options", "groups", "ipset", "macros", "refs");
            case NODE -> Directory.of("name", "rules", "options", "log");
            case VM, CONTAINER -> Directory.of("name", "rules", "aliases", "ipset", "refs", "options");
            case NETWORK -> Directory.of("name", "rules", "options");
        };
    }

    private static Object options(Call call, FirewallLevel level) {
        Map<String, Object> options = level.firewall(call).options();
        return new Row().withAll(options).with("digest", Digests.of(List.of(options))).fields();
    }

    private static @Nullable Object setOptions(Call call, FirewallLevel level) {
        Map<String, Object> options = level.firewall(call).options();
        Unchanged.require(call, Digests.of(List.of(options)));
        List<String> deleted = call.params().list("delete");
        deleted.stream().filter(name -> !isOption(call, name)).findFirst().ifPresent(name -> {
            throw ApiError.parameter("delete", "no such option '" + name + "'");
        });
        deleted.forEach(options::remove);
        call.params().all().keySet().stream().filter(name -> isOption(call, name))
                .forEach(name -> options.put(name, Values.of(call, name)));
        if (level == FirewallLevel.CLUSTER && call.params().number("enable", 0) > 1) {
            options.put("enable", call.now().getEpochSecond());
        }
        return null;
    }

    private static boolean isOption(Call call, String name) {
        return call.method().parameter(name).isPresent()
                && !List.of("node", "vmid", "vnet", "digest", "delete").contains(name);
    }

    private static Object references(Call call, FirewallLevel level) {
        Map<String, Object> sets = new TreeMap<>();
        Map<String, Object> aliases = new TreeMap<>();
        boolean isGuest = level.isGuest();
        // What a guest defines itself hides what the cluster has under the same name, unless the version tells them
        // apart.
        addReferences(call, FirewallLevel.CLUSTER, isGuest ? "dc" : "", sets, aliases);
        if (isGuest) {
            addReferences(call, level, "guest", sets, aliases);
        }
        String type = call.params().text("type");
        List<Object> rows = new ArrayList<>();
        if (!type.equals("alias")) {
            rows.addAll(sets.values());
        }
        if (!type.equals("ipset")) {
            rows.addAll(aliases.values());
        }
        return rows;
    }

    private static void addReferences(Call call, FirewallLevel level, String scope, Map<String, Object> sets,
            Map<String, Object> aliases) {
        Firewall firewall = level.firewall(call);
        String shownScope = call.cluster().profile().isBefore(8) ? "" : scope;
        firewall.ipSets().forEach((name, set) -> sets.put(shownScope + name,
                reference("ipset", name, "+" + prefix(shownScope) + name, shownScope, set.comment())));
        firewall.aliases()
                .forEach((name, alias) -> aliases.put(shownScope + name, reference("alias",
                        String.valueOf(alias.get("name")), prefix(shownScope) + alias.get("name"), shownScope,
                        String.valueOf(alias.getOrDefault("comment", "")))));
    }

    private static String prefix(String scope) {
        return scope.isEmpty() ? "" : scope + "/";
    }

    private static Object reference(String type, String name, String reference, String scope, String comment) {
        return new Row().with("type", type).with("name", name).with("ref", reference).withText("scope", scope)
                .withText("comment", comment).fields();
    }

    private static Object log(Call call) {
        return new Listing(List.of(Map.of("n", 1, "t", "unable to open file - No such file or directory")), 1);
    }
}
