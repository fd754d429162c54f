package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes a tool's arguments and answers as JSON Schema, in plain Java values. */
public final class ToolSchemas {
    private static final List<Map<String, String>> NUMBER_OR_NAME = List.of(Map.of("type", "integer"),
            Map.of("type", "string"));

    private ToolSchemas() {}

    /**
     * Describes the arguments, with those that the engine adds.
     *
     * @param tool the tool
     * @return a schema of type object
     */
    public static Map<String, Object> input(Tool tool) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Param<?> param : tool.params()) {
            properties.put(param.name(), describe(param));
            if (tool.needs(param)) {
                required.add(param.name());
            }
        }
        properties.putAll(EngineParams.of(tool));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!tool.acceptsOfficialParameters()) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    /**
     * Tells whether a tool takes an official parameter beyond its own, as the newest schema has it, whose value anybody may
     * see.
     *
     * @param tool the tool
     * @param name Proxmox VE's name
     * @return false for secrets
     */
    public static boolean takesOpenly(Tool tool, String name) {
        ApiIndex index = ApiIndex.of(ApiIndex.versions().getLast());
        return tool.acceptsOfficialParameters() && !Redactor.isSecret(name) && tool.action().endpoints().stream()
                .flatMap(endpoint -> index.method(endpoint.verb().name(), endpoint.path()).stream())
                .anyMatch(method -> method.parameter(name).isPresent());
    }

    /**
     * Describes the answers; failures fit as well.
     *
     * @param tool the tool
     * @return a schema of type object
     */
    public static Map<String, Object> output(Tool tool) {
        Map<String, Object> properties = new LinkedHashMap<>();
        // Any other outcome has its data beside the failure, which can be anything: a schema that says so says nothing.
        if (tool.outcome() instanceof Outcome.Listing listing) {
            properties.put("count", Map.of("type", "integer"));
            properties.put("total", Map.of("type", "integer"));
            properties.put("items", list(row(listing)));
        } else if (tool.outcome() instanceof Outcome.Task) {
            List.of("upid", "status", "exitstatus").forEach(name -> properties.put(name, Map.of("type", "string")));
        }
        properties.put("error", Map.of("type", "string"));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }

    /** Names the columns whose figures have a unit; a row may have more fields, and lack these. */
    private static Map<String, Object> row(Outcome.Listing listing) {
        String units = listing.columns().stream().filter(column -> !column.unit().words().isEmpty())
                .map(column -> column.name() + ": " + column.unit().words()).collect(Collectors.joining("; "));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "object");
        if (!units.isEmpty()) {
            row.put("description", units);
        }
        return row;
    }

    /** Frontends explain how guests are named once, as they do for waiting and for views: every word here is paid for. */
    private static boolean isExplainedOnce(Param<?> param) {
        return param == GuestInput.VMID || param == GuestInput.NODE;
    }

    private static Map<String, Object> describe(Param<?> param) {
        Map<String, Object> schema = new LinkedHashMap<>();
        describe(param.type(), schema);
        if (!param.description().isEmpty() && !isExplainedOnce(param)) {
            schema.put("description", param.description());
        }
        return schema;
    }

    // No switch over types on the way to the list of tools: its machinery is built at run time and costs a server's start.
    private static void describe(ParamType type, Map<String, Object> schema) {
        if (type instanceof ParamType.Guest) {
            // Not a list of types: clients that know a dialect of one type each would drop it, or the tool.
            schema.put("anyOf", NUMBER_OR_NAME);
            return;
        }
        if (type instanceof ParamType.TextList) {
            schema.putAll(list(Map.of("type", "string")));
            return;
        }
        if (type instanceof ParamType.ObjectList) {
            schema.putAll(list(Map.of("type", "object")));
            return;
        }
        schema.put("type", nameOf(type));
        if (type instanceof ParamType.Text text) {
            text.maxLength().ifPresent(max -> schema.put("maxLength", max));
        } else if (type instanceof ParamType.Whole whole) {
            whole.minimum().ifPresent(min -> schema.put("minimum", min));
            whole.maximum().ifPresent(max -> schema.put("maximum", max));
        } else if (type instanceof ParamType.Decimal decimal) {
            decimal.minimum().ifPresent(min -> schema.put("minimum", min));
            decimal.maximum().ifPresent(max -> schema.put("maximum", max));
        } else if (type instanceof ParamType.Choice choice) {
            schema.put("enum", choice.values());
        }
    }

    private static String nameOf(ParamType type) {
        if (type instanceof ParamType.Whole) {
            return "integer";
        }
        if (type instanceof ParamType.Decimal) {
            return "number";
        }
        if (type instanceof ParamType.Flag) {
            return "boolean";
        }
        return type instanceof ParamType.Mapping ? "object" : "string";
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", items);
        return schema;
    }
}
