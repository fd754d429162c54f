package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolResult;

/** The published JSON form, the same in every frontend. */
public final class JsonFormat implements ResultFormat {
    @Override
    public String write(ToolResult result, Look look) {
        return JsonText.pretty(result.toMap()) + "\n";
    }
}
