package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.engine.ToolResult;

/** The structure of the JSON form, as YAML. */
public final class YamlFormat implements ResultFormat {
    @Override
    public String write(ToolResult result, Look look) {
        return YamlText.of(result.toMap());
    }
}
