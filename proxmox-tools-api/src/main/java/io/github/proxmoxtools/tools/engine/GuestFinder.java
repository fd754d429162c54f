package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a guest by id or name in {@code /cluster/resources}.
 *
 * <p>That list lags by some seconds: it is good enough to find a guest, not to decide about one.
 */
final class GuestFinder {
    private static final int CANDIDATES_SHOWN = 5;
    private static final int MOST_DIGITS = 9;

    private final Calls calls;
    private final Set<GuestKind> kinds;
    private final Optional<Tool> tool;

    GuestFinder(Calls calls, GuestKind kind) {
        this(calls, Set.of(kind), Optional.empty());
    }

    private GuestFinder(Calls calls, Set<GuestKind> kinds, Optional<Tool> tool) {
        this.calls = calls;
        this.kinds = kinds;
        this.tool = tool;
    }

    /** Finds guests for a tool, which another may be the right one for. */
    static GuestFinder of(Calls calls, GuestKind kind, Tool tool) {
        return new GuestFinder(calls, Set.of(kind), Optional.of(tool));
    }

    /** Finds VMs and containers alike. */
    static GuestFinder ofAnyKind(Calls calls) {
        return new GuestFinder(calls, EnumSet.allOf(GuestKind.class), Optional.empty());
    }

    GuestAddress find(Bound bound) {
        String wanted = bound.get(GuestInput.VMID);
        Optional<String> node = bound.find(GuestInput.NODE);
        return isId(wanted) && node.isPresent()
                ? new GuestAddress(kinds.iterator().next(), node.get(), Long.parseLong(wanted), "")
                : find(wanted, node);
    }

    /** Finds by an id or name that nobody has checked. */
    GuestAddress find(String wanted) {
        return find(wanted, Optional.empty());
    }

    private static void refuseNonsense(String wanted) {
        if (wanted.isBlank() || (isId(wanted) && wanted.length() > MOST_DIGITS)) {
            throw InvalidCall.argument("vmid", "'" + Conversion.shortened(wanted) + "' is neither an id nor a name");
        }
    }

    /** Finds several with one look at the list. */
    List<GuestAddress> findEach(List<String> wanted, Optional<String> node) {
        wanted.forEach(GuestFinder::refuseNonsense);
        List<GuestAddress> listed = list();
        return wanted.stream().map(each -> find(each, node, listed)).toList();
    }

    /** Finds on a node only, where one is named. */
    GuestAddress find(String wanted, Optional<String> node) {
        refuseNonsense(wanted);
        return find(wanted, node, list());
    }

    private GuestAddress find(String wanted, Optional<String> node, List<GuestAddress> listed) {
        List<GuestAddress> all = listed;
        if (!isId(wanted) && all.stream().noneMatch(guest -> isMeant(guest, wanted))) {
            all = withNamesOfNewGuests(all);
        }
        List<GuestAddress> found = all.stream().filter(guest -> isMeant(guest, wanted))
                .filter(guest -> node.isEmpty() || node.get().equals(guest.node())).toList();
        List<GuestAddress> ofKind = found.stream().filter(this::isOfKind).toList();
        if (ofKind.size() == 1) {
            return ofKind.get(0);
        }
        throw ofKind.isEmpty() ? absent(wanted, node, found, all) : ambiguous(wanted, ofKind);
    }

    private boolean isOfKind(GuestAddress guest) {
        return kinds.contains(guest.kind());
    }

    private String noun() {
        return kinds.size() == 1 ? kinds.iterator().next().noun() : "guest";
    }

    static boolean isId(String wanted) {
        return wanted.chars().allMatch(Character::isDigit);
    }

    private static boolean isMeant(GuestAddress guest, String wanted) {
        return isId(wanted) ? guest.vmid() == Long.parseLong(wanted) : guest.name().equals(wanted);
    }

    private List<GuestAddress> list() {
        Data resources = Data.of(calls.send(ApiRequest.get(ApiPath.expand("/cluster/resources", Map.of()),
                Parameter.of("type", "vm"))).data());
        return resources.items().stream().flatMap(item -> address(item).stream()).toList();
    }

    /**
     * The cluster's list learns of a new guest's name some seconds later; the nodes know it at once. What a node does not
     * answer stays without a name.
     */
    private List<GuestAddress> withNamesOfNewGuests(List<GuestAddress> all) {
        List<GuestAddress> places = all.stream().filter(guest -> isOfKind(guest) && guest.name().isEmpty())
                .map(guest -> new GuestAddress(guest.kind(), guest.node(), 0, "")).distinct().toList();
        if (places.isEmpty()) {
            return all;
        }
        Map<Long, GuestAddress> known = new LinkedHashMap<>();
        all.forEach(guest -> known.put(guest.vmid(), guest));
        List<Calls.Part> answers = calls.sendToEach(places.stream().map(GuestFinder::guestsOf).toList());
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Calls.Part.Came(var guests)) {
                GuestAddress place = places.get(i);
                guests.items().forEach(item -> item.at("vmid").whole().ifPresent(vmid -> known.put(vmid,
                        new GuestAddress(place.kind(), place.node(), vmid, item.at("name").text().orElse("")))));
            }
        }
        return List.copyOf(known.values());
    }

    private static ApiRequest guestsOf(GuestAddress place) {
        return ApiRequest.get(ApiPath.expand("/nodes/{node}/" + place.kind().apiName(),
                Map.of("node", place.node())));
    }

    static Optional<GuestAddress> address(Data item) {
        GuestKind kind = item.at("type").text().filter("lxc"::equals).isPresent() ? GuestKind.LXC : GuestKind.VM;
        return item.at("vmid").whole().flatMap(vmid -> item.at("node").text()
                .map(node -> new GuestAddress(kind, node, vmid, item.at("name").text().orElse(""))));
    }

    private ToolFailure absent(String wanted, Optional<String> node, List<GuestAddress> otherKind,
            List<GuestAddress> all) {
        return node.filter(name -> all.stream().noneMatch(guest -> guest.node().equals(name)))
                .flatMap(calls::unknownNode).orElseGet(() -> absentThere(wanted, node, otherKind, all));
    }

    private InvalidCall absentThere(String wanted, Optional<String> node, List<GuestAddress> otherKind,
            List<GuestAddress> all) {
        String where = node.map(name -> " on node " + name).orElse("");
        if (!otherKind.isEmpty()) {
            return notFound(wanted + where + " is a " + otherKind.get(0).kind().noun() + ", not a " + noun(),
                    toolFor(otherKind.get(0)));
        }
        String message = "There is no " + noun() + " " + wanted + where;
        List<GuestAddress> elsewhere = all.stream().filter(guest -> isOfKind(guest) && isMeant(guest, wanted)).toList();
        return elsewhere.isEmpty()
                ? notFound(message, nearestOf(wanted, all))
                : notFound(message, "There is " + joined(elsewhere) + ".");
    }

    private String toolFor(GuestAddress guest) {
        String noun = guest.kind().noun();
        return tool.isEmpty()
                ? listingTool(guest.kind()).map(lister -> lister + " lists every " + noun + ".").orElse("")
                : calls.twin(tool.get(), guest.kind()).map(other -> "Use " + callOf(other, guest) + ".")
                        .orElse("No tool does this with a " + noun + ".");
    }

    private static String callOf(Tool other, GuestAddress guest) {
        boolean needsMore = other.params().stream()
                .anyMatch(param -> !param.equals(GuestInput.VMID) && other.needs(param));
        return other.name() + (needsMore ? "" : " with vmid " + guest.vmid());
    }

    private String nearestOf(String wanted, List<GuestAddress> all) {
        List<GuestAddress> near = nearest(wanted, all.stream().filter(this::isOfKind).toList());
        String nearest = near.isEmpty()
                ? "This login sees no " + noun() + " at all."
                : "Nearest: " + near.stream().map(GuestFinder::brief).collect(Collectors.joining(", ")) + ".";
        return nearest + listingTools().map(tools -> " " + tools + " lists them.").orElse("");
    }

    private Optional<String> listingTools() {
        String tools = kinds.stream().flatMap(kind -> listingTool(kind).stream()).sorted()
                .collect(Collectors.joining(" or "));
        return tools.isEmpty() ? Optional.empty() : Optional.of(tools);
    }

    private Optional<String> listingTool(GuestKind kind) {
        return calls.listingTool(List.of("nodes", "any", kind.apiName()));
    }

    private InvalidCall ambiguous(String wanted, List<GuestAddress> candidates) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("vmid", "'" + wanted + "' is the name of " + candidates.size() + ": "
                + joined(candidates));
        boolean eachOnItsOwnNode = candidates.stream().map(GuestAddress::node).distinct().count() == candidates.size();
        return new InvalidCall(FailureKind.BAD_ARGUMENT, "vmid: " + details.get("vmid"),
                "Give the numeric vmid" + (eachOnItsOwnNode ? ", or the node." : "."), details);
    }

    private static String joined(List<GuestAddress> guests) {
        return guests.stream().map(GuestAddress::toString).collect(Collectors.joining(", "));
    }

    private static InvalidCall notFound(String message, String guidance) {
        return new InvalidCall(FailureKind.NOT_FOUND, message, guidance, Map.of("vmid", message));
    }

    private static List<GuestAddress> nearest(String wanted, List<GuestAddress> guests) {
        if (isId(wanted)) {
            long id = Long.parseLong(wanted);
            return guests.stream().sorted(Comparator.comparingLong(guest -> Math.abs(guest.vmid() - id)))
                    .limit(CANDIDATES_SHOWN).toList();
        }
        List<String> names = Suggestions.of(wanted.toLowerCase(Locale.ROOT),
                guests.stream().map(GuestAddress::name).toList(), CANDIDATES_SHOWN);
        List<GuestAddress> alike = guests.stream().filter(guest -> names.contains(guest.name())).toList();
        return alike.isEmpty() ? guests.stream().limit(CANDIDATES_SHOWN).toList() : alike;
    }

    private static String brief(GuestAddress guest) {
        return guest.vmid() + " " + guest.name();
    }
}
