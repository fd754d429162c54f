package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.cli.complete.PropertyText;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the options and arguments of a command take, by their declarations. */
final class ParamValues {
    private static final String SNAPSHOT = "snapname";

    /** What the cluster's list says of guests of either kind. */
    private static final List<Suggestion> SELECTABLE = Stream
            .of("vmid", "name", "node", "status", "tags", "pool", "template",
                    "cpu", "maxcpu", "mem", "maxmem", "maxdisk", "uptime")
            .map(Suggestion::of).toList();

    private final Command command;

    ParamValues(Command command) {
        this.command = command;
    }

    static Values of(GlobalOption option) {
        return switch (option) {
            case OUTPUT -> Values.of(Arrays.stream(OutputFormat.values())
                    .map(format -> format.name().toLowerCase(Locale.ROOT)).toArray(String[]::new));
            case COLOR -> Values.of("auto", "always", "never");
            case CONTEXT -> Values.Known.CONTEXT;
            default -> Values.labelled(option.label());
        };
    }

    /**
     * Tells what one takes.
     *
     * @param name of an option or argument, without dashes
     * @param label what stands for it in help
     */
    Values of(String name, String label) {
        return switch (command) {
            case Command.OfProgram of -> of.command().values(name);
            case Command.OfTool of -> of(of.entry().tool(), name, label);
        };
    }

    private Values of(Tool tool, String name, String label) {
        for (Param<?> param : tool.params()) {
            if (param.name().equals(name) || isNumbered(param, name)) {
                return of(tool, param);
            }
        }
        return switch (name) {
            case "filter", "view-filter" -> new Values.Terms(columns(tool));
            case "selector", "guests-selector" -> new Values.Terms(SELECTABLE);
            case "columns", "fields", "view-columns", "view-fields" -> new Values.Joined(columns(tool));
            case "sort", "view-sort" -> new Values.Words(columns(tool));
            default -> Values.labelled(label);
        };
    }

    private static boolean isNumbered(Param<?> param, String name) {
        return param.name().endsWith("[n]")
                && name.matches("\\Q" + param.name().substring(0, param.name().length() - 3) + "\\E\\d{1,3}");
    }

    private static List<Suggestion> columns(Tool tool) {
        return tool.outcome().columns().stream().map(Column::name).map(Suggestion::of).toList();
    }

    private static Values of(Tool tool, Param<?> param) {
        if (param == GuestInput.VMID) {
            return guest(tool);
        }
        if (param == TaskInput.UPID) {
            return Values.Known.TASK;
        }
        if (tool.action() instanceof Action.Raw raw && param == raw.parameters()) {
            return Values.Known.API_PARAMETER;
        }
        if (isPath(tool.action(), param)) {
            return Values.Known.API_PATH;
        }
        return switch (param.type()) {
            case ParamType.Choice choice -> Values.of(choice.values().toArray(String[]::new));
            case ParamType.LocalFile file -> Values.Local.FILE;
            case ParamType.Guest guest -> Values.Known.GUEST;
            default -> ofTheApi(tool, param);
        };
    }

    private static boolean isPath(Action action, Param<?> param) {
        return (action instanceof Action.Raw raw && param == raw.path())
                || (action instanceof Action.RawUpload upload && param == upload.path());
    }

    private static Values guest(Tool tool) {
        Optional<GuestKind> kind = tool.guest().map(GuestInput::kind);
        return kind.<Values>map(known -> known == GuestKind.VM ? Values.Known.VM : Values.Known.CONTAINER)
                .orElse(Values.Known.GUEST);
    }

    /** Asks the schema of the endpoints that take it. */
    private static Values ofTheApi(Tool tool, Param<?> param) {
        for (Endpoint endpoint : tool.action().endpoints()) {
            if (param.apiName().equals(SNAPSHOT) && !makesSnapshot(endpoint)) {
                return Values.Known.SNAPSHOT;
            }
            Optional<Values> values = index().method(endpoint.verb().name(), endpoint.path())
                    .flatMap(method -> method.parameter(param.apiName())).flatMap(PropertyText::valuesOf);
            if (values.isPresent()) {
                return values.get();
            }
        }
        return Values.ANY;
    }

    private static boolean makesSnapshot(Endpoint endpoint) {
        return endpoint.verb() == Verb.POST && endpoint.path().endsWith("/snapshot");
    }

    private static ApiIndex index() {
        return ApiIndex.of(ApiIndex.versions().getLast());
    }
}
