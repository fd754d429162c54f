package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.engine.ToolResult;
import java.util.List;

/** One JSON object per line for lists, one line for everything else. */
public final class JsonLinesFormat implements ResultFormat {
    @Override
    public String write(ToolResult result, Look look) {
        return JsonLines.of(result.content() instanceof ToolResult.Listing listing
                ? listing.items()
                : List.of(result.toMap()));
    }
}
