package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiException;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says what there is in the place of what was not found, and which of the loaded tools lists it; reads each list once at most. */
final class Absence {
    private static final int MOST_NAMED = 10;
    /** What the rows of a collection are called by. */
    private static final Map<String, String> KEYS = Map.ofEntries(Map.entry("qemu", "vmid"), Map.entry("lxc", "vmid"),
            Map.entry("storage", "storage"), Map.entry("snapshot", "name"), Map.entry("pools", "poolid"),
            Map.entry("users", "userid"), Map.entry("groups", "groupid"), Map.entry("roles", "roleid"),
            Map.entry("domains", "realm"), Map.entry("backup", "id"), Map.entry("replication", "id"),
            Map.entry("resources", "sid"), Map.entry("aliases", "name"), Map.entry("ipset", "name"),
            Map.entry("token", "tokenid"), Map.entry("services", "service"));
    /** A list of snapshots ends with what is no snapshot. */
    private static final String NOW = "current";

    private final Calls calls;
    private final Catalog catalog;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean askedForGuests = new AtomicBoolean();

    Absence(Calls calls, Catalog catalog) {
        this.calls = calls;
        this.catalog = catalog;
    }

    /** The deepest part of the path that the server's words name is what is absent. */
    Optional<String> guidance(ApiException e) {
        List<String> segments = e.path().segments();
        for (int i = segments.size() - 1; i > 0; i--) {
            String key = KEYS.get(segments.get(i - 1));
            if (key != null && e.text().contains(segments.get(i))) {
                List<String> collection = segments.subList(0, i);
                String wanted = segments.get(i);
                return whereabouts(e.path()).or(() -> guidance(collection, key, wanted));
            }
        }
        return Optional.empty();
    }

    /** Says where the guest of a path is, if it stands elsewhere or is of another kind. */
    Optional<String> whereabouts(ApiPath path) {
        return GuestPath.of(ApiRequest.get(path)).map(GuestPath::guest)
                .filter(guest -> !askedForGuests.getAndSet(true))
                .flatMap(wanted -> rows(List.of("cluster", "resources")).stream()
                        .flatMap(row -> GuestFinder.address(row).stream())
                        .filter(guest -> guest.vmid() == wanted.vmid()).findFirst()
                        .filter(guest -> !guest.node().equals(wanted.node()) || guest.kind() != wanted.kind()))
                .map(guest -> "There is " + guest + ".");
    }

    private Optional<String> guidance(List<String> collection, String key, String wanted) {
        List<Data> rows = asked.getAndSet(true) ? List.of() : rows(collection);
        List<String> names = rows.stream().flatMap(row -> row.at(key).text().stream())
                .filter(name -> !(collection.getLast().equals("snapshot") && name.equals(NOW))).toList();
        if (names.contains(wanted)) {
            return Optional.empty();
        }
        String there = names.isEmpty() ? "" : "There " + (names.size() == 1 ? "is: " : "are: ") + some(names, wanted);
        String lister = listingTool(collection).map(name -> name + " lists what there is.").orElse("");
        return Optional.of((there + " " + lister).strip()).filter(words -> !words.isEmpty());
    }

    private static String some(List<String> names, String wanted) {
        List<String> near = Suggestions.of(wanted, names, MOST_NAMED);
        List<String> named = near.isEmpty() ? names.stream().sorted().limit(MOST_NAMED).toList() : near;
        return String.join(", ", named)
                + (named.size() == names.size() ? "." : ", and " + (names.size() - named.size()) + " more.");
    }

    private List<Data> rows(List<String> collection) {
        try {
            ApiPath path = ApiPath.parse("/" + String.join("/", collection));
            return path.segments().equals(collection)
                    ? Data.of(calls.client().send(ApiRequest.get(path)).data()).items()
                    : List.of();
        } catch (ProxmoxException | IllegalArgumentException e) {
            return List.of(); // then the failure says less
        }
    }

    /** The tool that lists what is at a path, if it is loaded; a script reads a list for an end of its own. */
    Optional<String> listingTool(List<String> path) {
        return catalog.tools().stream().filter(tool -> lists(tool, path))
                .min(Comparator.comparing(tool -> tool.action() instanceof Action.Scripted)).map(Tool::name);
    }

    /** The tool that makes a call at a path, if it is loaded; one that makes others too comes last. */
    Optional<String> tool(String method, List<String> path) {
        return catalog.tools().stream().filter(tool -> RawCallClass.declares(tool, method, path))
                .min(Comparator.comparingInt(tool -> tool.action().endpoints().size())).map(Tool::name);
    }

    /** The loaded tool that does with guests of another kind what a tool does with those of its own. */
    Optional<Tool> twin(Tool tool, GuestKind kind) {
        return catalog.tools().stream()
                .filter(other -> other.safety() == tool.safety() && sharedCalls(tool, other, kind) > 0)
                .max(Comparator.comparingLong((Tool other) -> sharedCalls(tool, other, kind))
                        .thenComparingInt(other -> -other.action().endpoints().size()));
    }

    private static long sharedCalls(Tool tool, Tool other, GuestKind kind) {
        return tool.action().endpoints().stream().filter(call -> call.guest().filter(guest -> guest.kind() != kind)
                .map(guest -> call.path().replace("/" + guest.kind().apiName() + "/", "/" + kind.apiName() + "/"))
                .filter(path -> other.action().endpoints().stream()
                        .anyMatch(same -> same.verb() == call.verb() && same.path().equals(path)))
                .isPresent()).count();
    }

    private static boolean lists(Tool tool, List<String> path) {
        return tool.safety() == Safety.READ && tool.outcome() instanceof Outcome.Listing
                && RawCallClass.declares(tool, "GET", path);
    }
}
