package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolResult;

/** One JSON object per line for lists, one line for everything else. */
public final class JsonLinesFormat implements ResultFormat {
    @Override
    public String write(ToolResult result, Look look) {
        if (!(result.content() instanceof ToolResult.Listing listing)) {
            return JsonText.compact(result.toMap()) + "\n";
        }
        StringBuilder text = new StringBuilder();
        listing.items().forEach(item -> text.append(JsonText.compact(item)).append('\n'));
        return text.toString();
    }
}
