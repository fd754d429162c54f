package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose firewall a call is about: the cluster's, a node's or a guest's; each has the same calls below another path. */
final class FirewallLevel {
    /** For what all have. */
    static final Param<String> LEVEL = level("cluster", "node", "vm", "lxc");
    /** For what nodes do not have. */
    static final Param<String> LEVEL_WITHOUT_NODES = level("cluster", "vm", "lxc");
    /** The node itself, or the guest's node. */
    static final Param<String> NODE = text("node", "").pattern(Patterns.NODE);

    private static final Set<String> LEVELS = Set.of("cluster", "node", "vm", "lxc");
    private static final Pattern GUEST = Pattern.compile("(vm|qemu|lxc|ct)/(\\w[\\w.\\-]*)");
    private static final Condition NODE_ALONE = Condition.of("level=node or only node given",
            arguments -> LEVEL.is("node").holds(arguments) || (!LEVEL.holds(arguments) && NODE.holds(arguments)
                    && !GuestInput.VMID.holds(arguments)));

    /** Said in words, so that a script is known to call one level or another, and not the cluster's every time. */
    private static final Condition OTHERWISE = Condition.of("otherwise", arguments -> true);

    private FirewallLevel() {}

    private static Param<String> level(String... levels) {
        return choice("level", "vm and lxc need vmid.", levels).optional().notSent();
    }

    /** A way to declare an endpoint, such as {@code Endpoint::get}. */
    interface Method {
        Endpoint of(String path, Input... inputs);
    }

    /** The same call on all levels. */
    static Endpoint[] everywhere(Method method, String suffix, Input... inputs) {
        return new Endpoint[]{
                onNode(method, suffix, inputs),
                onVm(method, suffix, inputs),
                onContainer(method, suffix, inputs),
                onCluster(method, suffix, inputs)};
    }

    /** The same call on all levels but nodes. */
    static Endpoint[] exceptOnNodes(Method method, String suffix, Input... inputs) {
        Endpoint onCluster = at("/cluster", method, suffix, inputs, LEVEL_WITHOUT_NODES).when(OTHERWISE);
        return Stream.concat(Stream.of(onGuests(method, suffix, inputs)), Stream.of(onCluster))
                .toArray(Endpoint[]::new);
    }

    /** The same call on guests only. */
    static Endpoint[] onGuests(Method method, String suffix, Input... inputs) {
        return new Endpoint[]{
                onGuest(GuestInput.VM, LEVEL_WITHOUT_NODES, method, suffix, inputs),
                onGuest(GuestInput.LXC, LEVEL_WITHOUT_NODES, method, suffix, inputs)};
    }

    static Endpoint onNode(Method method, String suffix, Input... inputs) {
        return at("/nodes/{node}", method, suffix, inputs, LEVEL, NODE).when(NODE_ALONE);
    }

    static Endpoint onVm(Method method, String suffix, Input... inputs) {
        return onGuest(GuestInput.VM, LEVEL, method, suffix, inputs);
    }

    static Endpoint onContainer(Method method, String suffix, Input... inputs) {
        return onGuest(GuestInput.LXC, LEVEL, method, suffix, inputs);
    }

    static Endpoint onCluster(Method method, String suffix, Input... inputs) {
        return at("/cluster", method, suffix, inputs, LEVEL).when(OTHERWISE);
    }

    /** The one of these calls that the arguments mean, where a script makes them. */
    static Endpoint chosen(Endpoint[] everywhere, Arguments arguments) {
        Endpoint chosen = find(everywhere, arguments).orElseThrow();
        if (chosen.guest().isEmpty()) {
            arguments.find(GuestInput.VMID).ifPresent(vmid -> {
                throw InvalidCall.argument(GuestInput.VMID.name(), "has no meaning for " + chosen);
            });
            boolean needsNode = chosen.placeholders().contains(NODE.name());
            if (needsNode && arguments.find(NODE).isEmpty()) {
                throw InvalidCall.missing(NODE.name());
            }
            if (!needsNode && arguments.find(NODE).isPresent()) {
                throw InvalidCall.argument(NODE.name(), "has no meaning for " + chosen);
            }
        }
        return chosen;
    }

    /** As {@link #chosen}, where not all levels have the call. */
    static Optional<Endpoint> find(Endpoint[] endpoints, Arguments arguments) {
        return Arrays.stream(endpoints)
                .filter(endpoint -> endpoint.when().map(condition -> condition.holds(arguments)).orElse(true))
                .findFirst();
    }

    /** The level as callers gave it before: {@code vm/100}, {@code lxc/200}, or just a node's name. */
    static Map<String, @Nullable Object> olderForms(Map<String, @Nullable Object> raw) {
        if (raw.get(LEVEL.name()) == null && raw.get(GuestInput.VMID.name()) != null) {
            throw InvalidCall.argument(GuestInput.VMID.name(), "say with level whether it is a vm or an lxc");
        }
        if (!(raw.get(LEVEL.name()) instanceof String level) || LEVELS.contains(level)) {
            return raw;
        }
        Matcher guest = GUEST.matcher(level);
        if (guest.matches()) {
            boolean isVm = guest.group(1).equals("vm") || guest.group(1).equals("qemu");
            return placed(raw, isVm ? "vm" : "lxc", GuestInput.VMID, guest.group(2));
        }
        return level.matches(Patterns.NODE.pattern()) ? placed(raw, "node", NODE, level) : raw;
    }

    /** As {@link #olderForms}, for what nodes do not have. */
    static Map<String, @Nullable Object> olderFormsExceptNodes(Map<String, @Nullable Object> raw) {
        Map<String, @Nullable Object> today = olderForms(raw);
        boolean onNode = "node".equals(today.get(LEVEL.name()))
                || (today.get(LEVEL.name()) == null && today.get(NODE.name()) != null);
        if (onNode) {
            throw InvalidCall.argument(today.get(LEVEL.name()) == null ? NODE.name() : LEVEL.name(),
                    "Proxmox VE has aliases and IP sets on the cluster and on guests, not on nodes");
        }
        return today;
    }

    private static Map<String, @Nullable Object> placed(Map<String, @Nullable Object> raw, String level,
            Param<String> owner, String name) {
        Object given = raw.get(owner.name());
        if (given != null && !given.toString().equals(name)) {
            throw InvalidCall.argument(owner.name(), "level says " + name + ", not " + given);
        }
        Map<String, @Nullable Object> today = new LinkedHashMap<>(raw);
        today.put(LEVEL.name(), level);
        today.put(owner.name(), name);
        return today;
    }

    private static Endpoint onGuest(GuestInput guest, Param<String> level, Method method, String suffix,
            Input... inputs) {
        boolean isVm = guest.equals(GuestInput.VM);
        return at("/nodes/{node}/" + (isVm ? "qemu" : "lxc") + "/{vmid}", method, suffix, inputs, level, guest)
                .when(level.is(isVm ? "vm" : "lxc"));
    }

    private static Endpoint at(String owner, Method method, String suffix, Input[] inputs, Input... place) {
        List<Input> all = new ArrayList<>(List.of(inputs));
        all.addAll(List.of(place));
        return method.of(owner + "/firewall" + suffix, all.toArray(Input[]::new));
    }
}
