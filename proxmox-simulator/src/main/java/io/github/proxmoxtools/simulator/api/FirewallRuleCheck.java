package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Firewall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Judges a rule in the server's order: its first problem is the only one that is told. */
final class FirewallRuleCheck {
    static final List<String> PROPERTIES = List.of("action", "comment", "dest", "dport", "enable", "icmp-type",
            "iface", "log", "macro", "proto", "source", "sport", "type");
    private static final Set<String> ACTIONS = Set.of("ACCEPT", "DROP", "REJECT");
    private static final Pattern GUEST_INTERFACE = Pattern.compile("net\\d+");
    private static final Pattern SET = Pattern.compile("\\+(?:(?:dc|guest)/)?([A-Za-z][A-Za-z0-9_-]+)");
    private static final Pattern ALIAS = Pattern.compile("(?:(?:dc|guest)/)?([a-zA-Z][a-zA-Z0-9_-]+)");

    private final Set<String> types;
    private final boolean allowsInterface;
    private final boolean isGuest;
    private final Function<Call, Firewall> own;

    private FirewallRuleCheck(Set<String> types, boolean allowsInterface, boolean isGuest,
            Function<Call, Firewall> own) {
        this.types = types;
        this.allowsInterface = allowsInterface;
        this.isGuest = isGuest;
        this.own = own;
    }

    static FirewallRuleCheck of(FirewallLevel level) {
        return new FirewallRuleCheck(level.ruleTypes(), true, level.isGuest(), level::firewall);
    }

    static FirewallRuleCheck ofGroups() {
        return new FirewallRuleCheck(Set.of("in", "out", "forward"), false, false, FirewallLevel.CLUSTER::firewall);
    }

    /** Refuses a bad rule; spells the macro as the server does, and notes which addresses the rule is about. */
    void verify(Call call, Map<String, Object> rule) {
        Map<String, String> malformed = new TreeMap<>();
        FirewallSpecs.problems(rule).forEach((name, text) -> malformed.put(name, "invalid format - " + text + "\n"));
        if (!malformed.isEmpty()) {
            throw ApiError.parameters(malformed);
        }
        checkType(rule);
        checkInterface(rule);
        checkMacro(rule);
        FirewallSpecs.requirePorts(rule);
        rule.remove("ipversion");
        int version = versionOf(rule);
        for (String side : List.of("source", "dest")) {
            if (rule.containsKey(side)) {
                version = merged(side, version, addressVersion(call, side, rule.get(side).toString()));
            }
        }
        if (version > 0) {
            rule.put("ipversion", version);
        }
    }

    private void checkType(Map<String, Object> rule) {
        String type = text(rule, "type");
        String action = text(rule, "action");
        if (type.equals("group") && !types.contains(type)) {
            throw ApiError.parameter("type", "security groups not allowed");
        }
        if (!types.contains(type)) {
            throw ApiError.parameter("type", type + " rules are not allowed here");
        }
        if (!type.equals("group") && !ACTIONS.contains(action)) {
            throw ApiError.parameter("action", "unknown action '" + action + "'");
        }
    }

    private void checkInterface(Map<String, Object> rule) {
        if (!rule.containsKey("iface")) {
            return;
        }
        if (!allowsInterface) {
            throw ApiError.parameter("type", "parameter -i not allowed for this rule type");
        }
        if (isGuest && !GUEST_INTERFACE.matcher(text(rule, "iface")).matches()) {
            throw ApiError.parameter("iface", "value does not match the regex pattern 'net\\d+'");
        }
    }

    private static void checkMacro(Map<String, Object> rule) {
        if (rule.containsKey("macro")) {
            String macro = text(rule, "macro");
            rule.put("macro", FirewallMacros.find(macro)
                    .orElseThrow(() -> ApiError.parameter("macro", "unknown macro '" + macro + "'")));
        }
    }

    private static int versionOf(Map<String, Object> rule) {
        return switch (text(rule, "proto")) {
            case "icmp" -> 4;
            case "icmpv6", "ipv6-icmp" -> 6;
            default -> 0;
        };
    }

    private static int merged(String side, int one, int other) {
        if (one > 0 && other > 0 && one != other) {
            throw ApiError.parameter(side, "detected mixed ipv4/ipv6 adresses in rule");
        }
        return Math.max(one, other);
    }

    private int addressVersion(Call call, String side, String value) {
        Firewall cluster = FirewallLevel.CLUSTER.firewall(call);
        if (value.startsWith("+")) {
            requireSet(side, value, cluster, own.apply(call));
            return 0;
        }
        var alias = ALIAS.matcher(value);
        if (!alias.matches()) {
            return FirewallSpecs.addressVersion(value);
        }
        String key = alias.group(1).toLowerCase(Locale.ROOT);
        Map<String, Object> found = own.apply(call).aliases().getOrDefault(key, cluster.aliases().get(key));
        if (found == null) {
            throw ApiError.parameter(side, "no such alias '" + value + "'");
        }
        return ((Number) found.getOrDefault("ipversion", 0)).intValue();
    }

    private static void requireSet(String side, String value, Firewall cluster, Firewall own) {
        var set = SET.matcher(value);
        if (!set.matches()) {
            throw ApiError.parameter(side, "invalid ipset name '" + value + "'");
        }
        if (!cluster.ipSets().containsKey(set.group(1)) && !own.ipSets().containsKey(set.group(1))) {
            throw ApiError.parameter(side, "no such ipset '" + set.group(1) + "'");
        }
    }

    private static String text(Map<String, Object> rule, String name) {
        return String.valueOf(rule.getOrDefault(name, ""));
    }
}
