package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments that the engine adds to a tool, so that all tools wait and list in the same way. */
public final class EngineParams {
    /** Whether to wait for the task; yes by default. */
    public static final String WAIT = "wait";
    /** How many seconds to wait for the task. */
    public static final String WAIT_TIMEOUT = "wait_timeout";
    /** How to shape a list. */
    public static final String VIEW = "view";

    private EngineParams() {}

    /**
     * Describes what is added to a tool, as JSON Schema.
     *
     * @param tool the tool
     * @return schemas by name
     */
    public static Map<String, Object> of(Tool tool) {
        Map<String, Object> added = new LinkedHashMap<>();
        if (tool.waits()) {
            added.put(WAIT, Map.of("type", "boolean"));
            added.put(WAIT_TIMEOUT, Map.of("type", "integer"));
        }
        if (tool.outcome() instanceof Outcome.Listing) {
            added.put(VIEW, Map.of("type", "object"));
        }
        return added;
    }
}
