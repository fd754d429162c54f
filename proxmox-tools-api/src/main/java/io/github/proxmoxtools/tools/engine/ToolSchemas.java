package io.github.proxmoxtools.tools.engine;

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
     * Describes the answers; failures fit as well.
     *
     * @param tool the tool
     * @return a schema of type object
     */
    public static Map<String, Object> output(Tool tool) {
        Map<String, Object> properties = new LinkedHashMap<>();
        switch (tool.outcome()) {
            case Outcome.Listing listing -> {
                properties.put("count", Map.of("type", "integer"));
                properties.put("total", Map.of("type", "integer"));
                Map<String, Object> items = new LinkedHashMap<>();
                items.put("type", "array");
                items.put("items", row(listing));
                properties.put("items", items);
            }
            case Outcome.Task task -> {
                properties.put("upid", Map.of("type", "string"));
                properties.put("status", Map.of("type", "string"));
                properties.put("exitstatus", Map.of("type", "string"));
            }
            // Beside the failure there is data, which can be anything: a schema that says so says nothing.
            case Outcome.Data data -> {
            }
            case Outcome.Done done -> {
            }
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
        switch (param.type()) {
            case ParamType.Text text -> {
                schema.put("type", "string");
                text.maxLength().ifPresent(max -> schema.put("maxLength", max));
            }
            // Not a list of types: clients that know a dialect of one type each would drop it, or the tool.
            case ParamType.Guest guest -> schema.put("anyOf", NUMBER_OR_NAME);
            case ParamType.Whole whole -> {
                schema.put("type", "integer");
                whole.minimum().ifPresent(min -> schema.put("minimum", min));
                whole.maximum().ifPresent(max -> schema.put("maximum", max));
            }
            case ParamType.Decimal decimal -> {
                schema.put("type", "number");
                decimal.minimum().ifPresent(min -> schema.put("minimum", min));
                decimal.maximum().ifPresent(max -> schema.put("maximum", max));
            }
            case ParamType.Flag flag -> schema.put("type", "boolean");
            case ParamType.Choice choice -> {
                schema.put("type", "string");
                schema.put("enum", choice.values());
            }
            case ParamType.TextList list -> {
                schema.put("type", "array");
                schema.put("items", Map.of("type", "string"));
            }
            case ParamType.Mapping mapping -> schema.put("type", "object");
            case ParamType.ObjectList list -> {
                schema.put("type", "array");
                schema.put("items", Map.of("type", "object"));
            }
            case ParamType.PropertyString string -> schema.put("type", "string");
            case ParamType.LocalFile file -> schema.put("type", "string");
        }
        if (!param.description().isEmpty() && !isExplainedOnce(param)) {
            schema.put("description", param.description());
        }
        return schema;
    }
}
