package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Suggestions;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole catalogue behind five tools: one that searches, one that describes, and three that call.
 *
 * <p>The callers are told apart by risk, so that a client's permission for one of them means something.
 */
public final class CompactOffering implements Offering {
    static final String SEARCH = "proxmox_search";
    static final String DESCRIBE = "proxmox_describe";

    private static final String TOOL = "tool";
    private static final String ARGUMENTS = "arguments";
    private static final Map<String, Object> ANY_OBJECT = Map.of("type", "object");
    private static final ToolHints LOOKS_UP = new ToolHints(true, false, true, false);

    private final Catalog catalog;
    private final Safety ceiling;
    private final Confirmation confirmation;
    private final Clusters clusters;

    /**
     * Offers the tools of a catalogue through a few.
     *
     * @param catalog the tools
     * @param ceiling the most that calls may do
     * @param confirmation how calls that destroy are confirmed
     * @param clusters the clusters that calls can be about
     */
    public CompactOffering(Catalog catalog, Safety ceiling, Confirmation confirmation, Clusters clusters) {
        this.catalog = catalog;
        this.ceiling = ceiling;
        this.confirmation = confirmation;
        this.clusters = clusters;
    }

    @Override
    public List<Offered> tools() {
        List<Offered> tools = new ArrayList<>();
        for (Safety risk : new Safety[]{Safety.CHANGE, Safety.DESTROY, Safety.READ}) {
            if (risk.within(ceiling)) {
                tools.add(caller(risk));
            }
        }
        tools.add(new Offered(DESCRIBE, "Describe Tools", "Tells of up to " + ToolLookup.MOST_DESCRIBED
                + " tools their class (read, change, destroy), what they do, and the JSON Schema of their arguments.",
                object(Schemas.of("tools", Schemas.of("type", "array", "items", Map.of("type", "string"))),
                        List.of("tools")),
                ANY_OBJECT, LOOKS_UP, this::describe));
        tools.add(new Offered(SEARCH, "Search Tools",
                "Finds tools by words of what is to be done, such as \"snapshot vm\" or \"firewall rule\", or by an area; without words "
                        + "it counts the tools of each area. Areas: "
                        + String.join(", ", ToolLookup.areas(catalog)) + ".",
                object(Schemas.of("query", Map.of("type", "string")), List.of()), ANY_OBJECT, LOOKS_UP, this::search));
        return tools;
    }

    private Offered caller(Safety risk) {
        boolean foreign = catalog.tools().stream()
                .anyMatch(tool -> tool.safety().within(risk) && ToolHints.of(tool, ceiling).openWorld());
        return new Offered(callerOf(risk), switch (risk) {
            case READ -> "Call a Reading Tool";
            case CHANGE -> "Call a Changing Tool";
            case DESTROY -> "Call a Destroying Tool";
        }, switch (risk) {
            case READ -> "Calls a tool of class read with its own arguments; changes nothing.";
            case CHANGE -> "Calls a tool of class read or change; refuses arguments that destroy.";
            case DESTROY -> "Calls any tool, also with arguments that delete, overwrite or interrupt.";
        }, object(Schemas.of(TOOL, Map.of("type", "string"), ARGUMENTS, ANY_OBJECT), List.of(TOOL)), ANY_OBJECT,
                new ToolHints(risk == Safety.READ, risk == Safety.DESTROY, risk == Safety.READ, foreign),
                arguments -> call(risk, arguments));
    }

    static String callerOf(Safety risk) {
        return "proxmox_call_" + ToolLookup.word(risk);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = Schemas.of("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Order call(Safety risk, Map<String, @Nullable Object> arguments) {
        refuseOthers(arguments, TOOL, ARGUMENTS);
        Tool tool = find(arguments.get(TOOL));
        if (!tool.safety().within(risk)) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, TOOL + ": " + tool.name() + " is of class "
                    + ToolLookup.word(tool.safety()) + ", not " + ToolLookup.word(risk),
                    "Call it with " + callerOf(tool.safety()) + ".",
                    Map.of(TOOL, "is of class " + ToolLookup.word(tool.safety())));
        }
        return new Order.Use(tool, own(arguments.get(ARGUMENTS)), risk);
    }

    private Tool find(@Nullable Object name) {
        if (!(name instanceof String text)) {
            throw InvalidCall.argument(TOOL, "is the name of a tool; " + SEARCH + " finds it");
        }
        return catalog.find(text).orElseThrow(() -> InvalidCall.argument(TOOL, "there is no tool '"
                + Printable.of(text) + "'"
                + Suggestions.asClause(text, catalog.tools().stream().map(Tool::name).toList())));
    }

    private static Map<String, @Nullable Object> own(@Nullable Object arguments) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        if (arguments instanceof Map<?, ?> map) {
            map.forEach((name, value) -> own.put(String.valueOf(name), value));
        } else if (arguments != null) {
            throw InvalidCall.argument(ARGUMENTS, "must be an object, the tool's own arguments by name");
        }
        return own;
    }

    private static void refuseOthers(Map<String, @Nullable Object> arguments, String... known) {
        arguments.keySet().stream().filter(name -> !List.of(known).contains(name)).findFirst().ifPresent(name -> {
            throw InvalidCall.argument(Printable.of(name), "is not known"
                    + (List.of(known).contains(ARGUMENTS)
                            ? "; the tool's own arguments go into '" + ARGUMENTS + "'"
                            : "")
                    + ". Parameters: " + String.join(", ", known));
        });
    }

    private Order search(Map<String, @Nullable Object> arguments) {
        refuseOthers(arguments, "query");
        Object query = arguments.get("query");
        return new Order.Tell(new ToolLookup(catalog).search(query == null ? "" : query.toString()));
    }

    private Order describe(Map<String, @Nullable Object> arguments) {
        refuseOthers(arguments, "tools");
        Object tools = arguments.get("tools");
        List<?> names = tools instanceof List<?> list ? list : tools == null ? List.of() : List.of(tools);
        if (names.isEmpty() || names.size() > ToolLookup.MOST_DESCRIBED) {
            throw InvalidCall.argument("tools", "names 1 to " + ToolLookup.MOST_DESCRIBED + " tools; " + SEARCH
                    + " finds them");
        }
        return new Order.Tell(Map.of("tools", names.stream().map(this::find)
                .map(tool -> ToolLookup.describe(tool, Schemas.input(tool, ceiling, confirmation, clusters)))
                .toList()));
    }

    @Override
    public String unknown(String name) {
        return catalog.find(name)
                .map(tool -> UnknownTool.because(name, "; " + callerOf(tool.safety()) + " calls it."))
                .orElseGet(() -> UnknownTool.message(name, tools().stream().map(Offered::name).toList(),
                        SEARCH + " finds tools."));
    }

    @Override
    public String instructions() {
        return Instructions.of(catalog, ceiling, confirmation, clusters,
                "Find tools with " + SEARCH + ", read their arguments with " + DESCRIBE
                        + ", and call them with the caller of their class.");
    }
}
