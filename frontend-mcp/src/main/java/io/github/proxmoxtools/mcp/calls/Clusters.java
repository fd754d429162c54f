package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Suggestions;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that calls can be about, by the names of their contexts.
 *
 * <p>An argument chooses among several; where there is only one, nobody has to hear of it.
 */
public final class Clusters {
    /** The argument that names a cluster. */
    static final String ARGUMENT = "context";

    private final SequencedMap<String, Cluster> byName;
    private final Optional<String> usual;

    /**
     * Gathers clusters.
     *
     * @param byName at least one
     * @param usual the one that calls are about which name none; without it, calls must name one where there are several
     */
    public Clusters(SequencedMap<String, Cluster> byName, Optional<String> usual) {
        this.byName = new LinkedHashMap<>(byName);
        this.usual = byName.size() == 1 ? Optional.of(byName.firstEntry().getKey()) : usual;
    }

    /**
     * Makes do with a single cluster.
     *
     * @param name its name in addresses of resources
     * @param cluster the cluster
     * @return the only one
     */
    public static Clusters single(String name, Cluster cluster) {
        return new Clusters(new LinkedHashMap<>(Map.of(name, cluster)), Optional.of(name));
    }

    boolean areSeveral() {
        return byName.size() > 1;
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    Optional<String> usual() {
        return usual;
    }

    Map<String, Object> schema(Map<String, Object> schema) {
        if (!areSeveral()) {
            return schema;
        }
        Map<String, Object> widened = Schemas.with(schema, ARGUMENT, Schemas.of("type", "string", "enum", names()));
        return usual.isPresent() ? widened : Schemas.requiring(widened, ARGUMENT);
    }

    /**
     * A cluster that a call is about.
     *
     * @param shown its name; empty where there is only one
     * @param cluster the cluster
     */
    record Chosen(String shown, Cluster cluster) {}

    /** Takes the name of a cluster out of arguments; a single cluster has no such argument. */
    Chosen take(Map<String, @Nullable Object> arguments) {
        if (!areSeveral()) {
            return new Chosen("", byName.firstEntry().getValue());
        }
        Object name = arguments.remove(ARGUMENT);
        String chosen = name == null ? usual.orElseThrow(this::missing) : name.toString();
        return new Chosen(chosen, named(chosen));
    }

    private InvalidCall missing() {
        return InvalidCall.argument(ARGUMENT,
                "is required, because none of the configured clusters is the usual one. Clusters: "
                        + String.join(", ", names()));
    }

    /** Finds a cluster by name. */
    Cluster named(String name) {
        Cluster cluster = byName.get(name);
        if (cluster == null) {
            throw InvalidCall.argument(ARGUMENT, "'" + name + "' is none of the configured clusters"
                    + Suggestions.asClause(name, names()) + " Clusters: " + String.join(", ", names()));
        }
        return cluster;
    }
}
