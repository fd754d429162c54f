package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Settled;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What clients can read of a cluster by address, and attach to a conversation. */
public final class Resources {
    /** What their content is written in. */
    public static final String MEDIA_TYPE = "application/json";

    private static final Pattern ADDRESS = Pattern.compile("proxmox://(?<cluster>[^/]+)(?<path>/.*)");
    private static final Pattern NAME = Pattern.compile("(?!\\.+$)[!-~&&[^/?#%{}\\\\]]{1,255}");
    private static final String CLUSTER = "{" + Clusters.ARGUMENT + "}";

    private static final List<Family> FAMILIES = List.of(
            Family.of("/cluster", "cluster", "Cluster", "Nodes, guests by state, storages, quorum and version.",
                    (facts, names) -> facts.cluster()),
            Family.of("/nodes/{node}", "node", "Node", "A node's state, figures, storages and running guests.",
                    (facts, names) -> facts.node(names.get(0))),
            Family.of("/storages/{storage}", "storage", "Storage", "A storage's definition and state on each node.",
                    (facts, names) -> facts.storage(names.get(0))),
            Family.of("/guests/{vmid}", "guest", "Guest",
                    "State, disks, snapshots and newest backup of a VM or container, by number or name.",
                    (facts, names) -> facts.guest(names.get(0)))
                    .watchedBy((facts, names) -> facts.guestWithoutBackups(names.get(0))),
            Family.of("/guests/{vmid}/config", "guest-config", "Configuration of a Guest",
                    "The configuration in effect, and what changes at the next start.",
                    (facts, names) -> facts.guestConfig(names.get(0))),
            Family.of("/guests/{vmid}/snapshots/{snapname}", "guest-snapshot", "Snapshot of a Guest",
                    "A snapshot, and what of the configuration is different now.",
                    (facts, names) -> facts.snapshot(names.get(0), names.get(1))),
            Family.of("/tasks/{upid}", "task", "Task", "A task's state and the end of its log.",
                    (facts, names) -> facts.task(names.get(0))));

    private final Clusters clusters;

    /**
     * Offers what can be read of some clusters.
     *
     * @param clusters the clusters
     */
    public Resources(Clusters clusters) {
        this.clusters = clusters;
    }

    /** Reads what the names in an address stand for. */
    private interface Reading {
        Map<String, @Nullable Object> facts(Facts facts, List<String> names);
    }

    /** Things of one kind, with a pattern whose groups are the names in braces. */
    private record Family(String path, String name, String title, String description, Pattern pattern,
            Reading reading, Reading watching) {
        static Family of(String path, String name, String title, String description, Reading reading) {
            return new Family(path, name, title, description,
                    Pattern.compile(path.replaceAll("\\{[a-z]+}", "([^/]+)")), reading, reading);
        }

        /** What is looked at again and again may be less than what is read. */
        Family watchedBy(Reading less) {
            return new Family(path, name, title, description, pattern, reading, less);
        }

        boolean isSingle() {
            return !path.contains("{");
        }

        static List<String> names(Matcher matcher) {
            return IntStream.rangeClosed(1, matcher.groupCount()).mapToObj(matcher::group).map(Family::decoded)
                    .toList();
        }

        private static String decoded(String name) {
            String decoded;
            try {
                decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw InvalidCall.argument("uri", "has a % that two hexadecimal digits do not follow");
            }
            if (!NAME.matcher(decoded).matches()) {
                throw InvalidCall.argument("uri",
                        "has a name that nothing in a cluster bears: nodes, storages, guests, "
                                + "snapshots and tasks have at most 255 printable ASCII characters, without / ? # % { } and \\");
            }
            return decoded;
        }
    }

    /**
     * Lists what there is one of in each cluster.
     *
     * @return addresses that can be read as they are
     */
    public List<Resource> singles() {
        List<Resource> singles = new ArrayList<>();
        for (String name : clusters.names()) {
            FAMILIES.stream().filter(Family::isSingle).forEach(family -> singles.add(new Resource(
                    "proxmox://" + name + family.path(),
                    clusters.areSeveral() ? family.name() + "-" + name : family.name(),
                    clusters.areSeveral() ? family.title() + " " + name : family.title(), family.description())));
        }
        return singles;
    }

    /**
     * Lists what there are many of.
     *
     * @return addresses with names in braces
     */
    public List<Resource> families() {
        String cluster = clusters.areSeveral() ? CLUSTER : clusters.names().getFirst();
        return FAMILIES.stream().filter(family -> !family.isSingle())
                .map(family -> new Resource("proxmox://" + cluster + family.path(), family.name(), family.title(),
                        family.description()))
                .toList();
    }

    /**
     * Reads.
     *
     * @param address an address without braces
     * @return what is there, as JSON; nothing if no such address is offered
     * @throws io.github.proxmoxtools.tools.spi.ToolFailure if it cannot be read
     */
    public Optional<String> read(String address) {
        return facts(address, Family::reading).map(facts -> JsonText.compact(Answer.ofFacts(facts)));
    }

    /**
     * Tells whether there can be something at an address.
     *
     * @param address any text
     * @return whether it has the form of an address that is offered; nothing is read
     */
    public boolean offers(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() && clusters.names().contains(matcher.group("cluster"))
                && FAMILIES.stream().anyMatch(family -> family.pattern().matcher(matcher.group("path")).matches());
    }

    /**
     * Tells what must change for a reader to be told of it: figures that move by themselves do not count.
     *
     * @param address an address without braces
     * @return something to compare; a failure is a state as well
     */
    public String state(String address) {
        try {
            return facts(address, Family::watching).map(Settled::of).map(JsonText::compact).orElse("");
        } catch (ToolFailure failure) {
            return failure.kind().code();
        }
    }

    private Optional<Map<String, @Nullable Object>> facts(String address, Function<Family, Reading> kind) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches() || !clusters.names().contains(matcher.group("cluster"))) {
            return Optional.empty();
        }
        Cluster cluster = clusters.named(matcher.group("cluster"));
        for (Family family : FAMILIES) {
            Matcher path = family.pattern().matcher(matcher.group("path"));
            if (path.matches()) {
                return Optional.of(kind.apply(family).facts(cluster.facts().get(), Family.names(path)));
            }
        }
        return Optional.empty();
    }
}
