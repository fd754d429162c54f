package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.tools.engine.ToolResult;
import java.util.List;

/** Writes results. */
public interface ResultFormat {
    /**
     * Writes a result.
     *
     * @param result the result
     * @param look what the caller wishes to see
     * @return the text for stdout
     */
    String write(ToolResult result, Look look);

    /**
     * What the caller wishes to see.
     *
     * @param columns the columns asked for; empty for the usual ones
     * @param header whether there is a heading
     */
    record Look(List<String> columns, boolean header) {
        /** Copies the list. */
        public Look {
            columns = List.copyOf(columns);
        }
    }
}
