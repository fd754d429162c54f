package io.github.proxmoxtools.cli.output;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One identifier per line, each once, for scripts: of rows, of the task, or of what the call was about. */
public final class NameFormat implements ResultFormat {
    private static final String TASK = "upid";
    private static final String GUEST = GuestInput.VMID.name();

    /** They stand first in some lists, and tell kinds or numbers of lines. */
    private static final Set<String> NO_NAMES = Set.of("type", "n");
    private static final List<String> USUAL = List.of(TASK, "id", "name");

    /**
     * Refuses a change whose result would have no name, before it is made; or tells more than a name, as of a token whose
     * secret is never told again.
     *
     * @param tool what will be run
     * @param arguments as they were given
     * @param subject what they say that it is about
     */
    public static void refuseNameless(Tool tool, Map<String, ? extends @Nullable Object> arguments,
            Optional<Subject> subject) {
        boolean named = switch (tool.outcome()) {
            case Outcome.Task task -> true;
            case Outcome.Listing listing -> true;
            case Outcome.Data data -> false;
            default -> subject.isPresent();
        };
        if (!named && Intent.changes(tool, arguments)) {
            throw tool.outcome() instanceof Outcome.Data ? moreThanAName(tool) : nameless(tool);
        }
    }

    @Override
    public String write(ToolResult result, Look look) {
        Set<String> names = new LinkedHashSet<>(switch (result.content()) {
            case ToolResult.Listing listing -> ofRows(result.tool(), listing.items(), look);
            case ToolResult.Task task -> List.of(name(result.tool(), task.facts().get(TASK)));
            case ToolResult.Value(List<?> list) when !list.isEmpty() && list.stream().allMatch(Map.class::isInstance) ->
                ofRows(result.tool(), list.stream().map(row -> Data.of(row).fields()).toList(), look);
            case ToolResult.Value value -> List.of(ofValue(result, value.value(), look));
        });
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append(name).append('\n'));
        return text.toString();
    }

    private static List<String> ofRows(Tool tool, List<Map<String, @Nullable Object>> rows, Look look) {
        List<String> names = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            names.add(name(tool, identifying(tool.outcome(), row, look).map(row::get).orElse(null)));
        }
        return names;
    }

    /** The column that was asked for, the task, the first declared column that is a name, or what is usual. */
    private static Optional<String> identifying(Outcome outcome, Map<String, @Nullable Object> row, Look look) {
        if (!look.columns().isEmpty() && !look.columns().contains(Columns.ALL)) {
            return Optional.of(look.columns().getFirst());
        }
        if (row.containsKey(TASK)) {
            return Optional.of(TASK);
        }
        Optional<String> first = outcome.columns().stream().findFirst()
                .filter(column -> column.unit() != Unit.EPOCH).map(Column::name)
                .filter(name -> !NO_NAMES.contains(name) && row.containsKey(name));
        return first.or(() -> USUAL.stream().filter(row::containsKey).findFirst());
    }

    private static String ofValue(ToolResult result, @Nullable Object value, Look look) {
        if (value instanceof String || value instanceof Number) {
            return name(result.tool(), value);
        }
        Optional<String> guest = result.target().map(target -> Long.toString(target.vmid()))
                .filter(vmid -> look.subject().filter(subject -> !subject.placeholder().equals(GUEST)).isEmpty());
        return name(result.tool(), guest.or(() -> look.subject().map(Subject::name)).orElse(null));
    }

    private static String name(Tool tool, @Nullable Object value) {
        String name = value == null ? "" : CellText.clean(value.toString());
        if (name.isEmpty()) {
            throw nameless(tool);
        }
        return name;
    }

    private static InvalidCall moreThanAName(Tool tool) {
        return Usage.error(
                "-o name: the result of " + command(tool) + " is more than a name, and the rest would be lost: "
                        + "the secret of a new token, for example, is shown only once",
                "Use -o json. Nothing was sent.");
    }

    private static InvalidCall nameless(Tool tool) {
        return Usage.error("-o name: the result of " + command(tool) + " has nothing that names it",
                tool.outcome() instanceof Outcome.Listing
                        ? "Say which field it is: --columns FIELD."
                        : "Use -o json, and take what you need from it.");
    }

    private static String command(Tool tool) {
        return "'proxmox " + String.join(" ", tool.command()) + "'";
    }
}
