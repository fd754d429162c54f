package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.ToolSchemas;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas that clients see: those of the tools, and what calling adds to them. */
final class Schemas {
    private Schemas() {}

    /** The arguments of a tool with those of confirming it and of choosing a cluster. */
    static Map<String, Object> input(Tool tool, Safety ceiling, Confirmation confirmation, Clusters clusters) {
        Map<String, Object> own = ToolSchemas.input(tool);
        return clusters.schema(ToolHints.worst(tool, ceiling) == Safety.DESTROY ? confirmation.schema(own) : own);
    }

    /** Names and values in turn, kept in their order: an order that changed from start to start would spoil prompt caches. */
    static Map<String, Object> of(Object... entries) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            schema.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return schema;
    }

    static Map<String, Object> with(Map<String, Object> schema, String name, Map<String, Object> property) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> present) {
            present.forEach((key, value) -> properties.put(String.valueOf(key), value));
        }
        properties.put(name, property);
        Map<String, Object> widened = new LinkedHashMap<>(schema);
        widened.put("properties", properties);
        return widened;
    }

    static Map<String, Object> requiring(Map<String, Object> schema, String name) {
        List<Object> required = new ArrayList<>(
                schema.get("required") instanceof List<?> present ? present : List.of());
        required.add(name);
        Map<String, Object> stricter = new LinkedHashMap<>(schema);
        stricter.put("required", required);
        return stricter;
    }
}
