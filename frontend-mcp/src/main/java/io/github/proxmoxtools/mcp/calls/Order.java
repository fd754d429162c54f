package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call of something that is offered comes to. */
sealed interface Order {
    /**
     * A tool is to be run.
     *
     * @param tool the tool
     * @param arguments its arguments as they came
     * @param ceiling the most that the call may do
     */
    record Use(Tool tool, Map<String, @Nullable Object> arguments, Safety ceiling) implements Order {}

    /**
     * Something is known without asking any server.
     *
     * @param content what it is
     */
    record Tell(Map<String, Object> content) implements Order {}
}
