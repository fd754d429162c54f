package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Facts;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What could be written for an argument of a prompt or of an address; nothing where that cannot be found out. */
public final class Completions {
    /** The most that the protocol takes. */
    public static final int MOST = 100;

    private final Clusters clusters;

    /**
     * Completes names of some clusters.
     *
     * @param clusters the clusters
     */
    public Completions(Clusters clusters) {
        this.clusters = clusters;
    }

    /**
     * Completes.
     *
     * @param argument what is written
     * @param written the beginning of it
     * @param others what other arguments are known to be
     * @return all that fits, in order; callers show {@link #MOST} of them
     */
    public List<String> of(String argument, String written, Map<String, ?> others) {
        try {
            return candidates(argument, others).filter(candidate -> fits(candidate, written))
                    .map(Facts.Candidate::value)
                    .toList();
        } catch (ToolFailure failure) {
            return List.of();
        }
    }

    private Stream<Facts.Candidate> candidates(String argument, Map<String, ?> others) {
        if (argument.equals(Clusters.ARGUMENT)) {
            return clusters.names().stream().map(name -> new Facts.Candidate(name, ""));
        }
        Map<String, @Nullable Object> known = new LinkedHashMap<>(others);
        Facts facts = clusters.take(known).cluster().facts().get();
        return switch (argument) {
            case "node" -> facts.nodes().stream();
            case "vmid" -> facts.guests().stream();
            case "storage" -> facts.storages().stream();
            case "snapname" -> known.get("vmid") == null
                    ? Stream.of()
                    : facts.snapshots(String.valueOf(known.get("vmid"))).stream();
            default -> Stream.of();
        };
    }

    /** A guest is found by the beginning of its number or of its name. */
    private static boolean fits(Facts.Candidate candidate, String written) {
        String wanted = written.toLowerCase(Locale.ROOT);
        return candidate.value().toLowerCase(Locale.ROOT).startsWith(wanted)
                || candidate.description().toLowerCase(Locale.ROOT).startsWith(wanted);
    }
}
