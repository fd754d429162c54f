package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.text.Room;
import io.github.proxmoxtools.tools.engine.ToolResult;
import java.util.List;
import java.util.Optional;

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
     * @param paint for tables
     * @param room how wide a table may be; told what had none
     * @param subject what the call was about, as its arguments say
     */
    record Look(List<String> columns, boolean header, Paint paint, Room room, Optional<Subject> subject) {
        /** Copies the list. */
        public Look {
            columns = List.copyOf(columns);
        }
    }
}
