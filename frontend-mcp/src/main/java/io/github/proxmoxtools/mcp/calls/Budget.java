package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.EngineParams;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a model's context an answer may take; a token is taken for four bytes of JSON.
 *
 * @param bytes the longest JSON text
 */
record Budget(int bytes) {
    /** For calls that do not say how much they want. */
    static final Budget USUAL = ofTokens(8_000);
    /** For everything else. */
    static final Budget HARD = ofTokens(25_000);

    private static final int BYTES_PER_TOKEN = 4;
    /** What Proxmox VE and guest agents call the size of the part that is asked for. */
    private static final Set<String> SIZES = Set.of("limit", "lines", "lastentries", "max", "count");
    private static final Set<String> PLACES = Set.of("start", "offset", "since", "until", "startcursor", "endcursor");

    private static Budget ofTokens(int tokens) {
        return new Budget(tokens * BYTES_PER_TOKEN);
    }

    /** Who says how much is wanted gets it, up to the hard limit. */
    static Budget of(Tool tool, Map<String, ? extends @Nullable Object> arguments) {
        boolean explicit = arguments.get(EngineParams.VIEW) instanceof Map<?, ?> view
                && (view.get("limit") != null || view.get("fields") != null);
        return explicit || isSized(tool, arguments) ? HARD : USUAL;
    }

    private static boolean isSized(Tool tool, Map<String, ? extends @Nullable Object> arguments) {
        return reads(tool) && tool.params().stream().map(Param::name)
                .anyMatch(name -> SIZES.contains(name) && arguments.get(name) != null);
    }

    private static boolean reads(Tool tool) {
        return tool.highestSafety() == Safety.READ;
    }

    /** The tool's parameters that choose which part it reads. */
    static List<String> waysToReadOn(Tool tool) {
        return reads(tool)
                ? tool.params().stream().map(Param::name).filter(name -> SIZES.contains(name) || PLACES.contains(name))
                        .toList()
                : List.of();
    }
}
