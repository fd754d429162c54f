package io.github.proxmoxtools.cli.contexts;

import io.github.proxmoxtools.cli.output.Columns;
import io.github.proxmoxtools.cli.output.JsonLines;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.ResultFormat;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.FailureText;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what contexts answered: lists as one list with the context first, everything else by context. */
public final class AnswerText {
    private static final String CONTEXT = "context";

    private final Terminal terminal;
    private final OutputFormat format;
    private final ResultFormat.Look look;
    private final boolean quiet;
    private final UnaryOperator<String> wording;

    /**
     * Prepares writing.
     *
     * @param terminal where
     * @param format how
     * @param look what the caller wishes to see
     * @param quiet whether people hear of errors only
     * @param wording puts notes and failures into the words of the command line
     */
    public AnswerText(Terminal terminal, OutputFormat format, ResultFormat.Look look, boolean quiet,
            UnaryOperator<String> wording) {
        this.terminal = terminal;
        this.format = format;
        this.look = look;
        this.quiet = quiet;
        this.wording = wording;
    }

    void show(List<Answer> answers) {
        List<Answer.Came> came = answers.stream().filter(Answer.Came.class::isInstance).map(Answer.Came.class::cast)
                .toList();
        if (format == OutputFormat.JSON || format == OutputFormat.YAML) {
            Map<String, Object> all = new LinkedHashMap<>();
            answers.forEach(answer -> all.put(answer.context(), answer.toMap()));
            format.structure(Map.of("contexts", all)).ifPresent(terminal::out);
            return;
        }
        if (!came.isEmpty()) {
            terminal.out(text(came));
        }
        came.forEach(this::sayNotes);
        answers.forEach(this::sayFailure);
    }

    private String text(List<Answer.Came> came) {
        if (format == OutputFormat.NAME) {
            return came.stream().map(this::names).collect(Collectors.joining());
        }
        boolean lists = came.stream().allMatch(answer -> answer.result().content() instanceof ToolResult.Listing);
        if (lists || format == OutputFormat.CSV) {
            return table(came);
        }
        StringBuilder text = new StringBuilder();
        came.forEach(answer -> text.append(format == OutputFormat.JSONL ? line(answer) : block(answer)));
        return text.toString();
    }

    /** The same id in two clusters means two guests. */
    private String names(Answer.Came answer) {
        return format.format().write(answer.result(), look).lines()
                .map(name -> CellText.clean(answer.context()) + "/" + name + "\n").collect(Collectors.joining());
    }

    private String table(List<Answer.Came> came) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        came.forEach(answer -> rows(answer.result()).forEach(row -> rows.add(of(answer, row))));
        ToolResult first = came.getFirst().result();
        ToolResult all = new ToolResult(first.tool(), first.target(), new ToolResult.Listing(rows, rows.size(), 0),
                List.of());
        List<String> columns = new ArrayList<>(Columns.names(first.tool().outcome(), rows, look));
        columns.remove(CONTEXT);
        columns.addFirst(CONTEXT);
        return format.format().write(all, new ResultFormat.Look(columns, look.header(), look.paint(),
                look.room(), look.subject()));
    }

    private static Map<String, @Nullable Object> of(Answer.Came answer, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        named.put(CONTEXT, answer.context());
        row.forEach((name, value) -> named.put(name.equals(CONTEXT) ? CONTEXT + "_" : name, value));
        return named;
    }

    private static List<Map<String, @Nullable Object>> rows(ToolResult result) {
        return switch (result.content()) {
            case ToolResult.Listing listing -> listing.items();
            case ToolResult.Task task -> List.of(task.facts());
            case ToolResult.Value value when value.value() instanceof Map<?, ?> map -> List.of(Data.of(map).fields());
            case ToolResult.Value value -> {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("data", value.value());
                yield List.of(row);
            }
        };
    }

    private static String line(Answer.Came answer) {
        return JsonLines.of(List.of(of(answer, answer.toMap())));
    }

    private String block(Answer.Came answer) {
        return "== " + CellText.clean(answer.context()) + "\n" + format.format().write(answer.result(), look);
    }

    private void sayNotes(Answer.Came answer) {
        if (!quiet) {
            answer.result().notes().forEach(note -> terminal.err("note: " + CellText.clean(answer.context()) + ": "
                    + wording.apply(CellText.clean(note)) + "\n"));
        }
    }

    private void sayFailure(Answer answer) {
        if (!(answer instanceof Answer.Failed failed)) {
            return;
        }
        if (format == OutputFormat.JSONL) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put(CONTEXT, failed.context());
            line.putAll(failed.toMap());
            terminal.err(JsonLines.of(List.of(line)));
        } else {
            terminal.err("context " + CellText.clean(failed.context()) + ": "
                    + wording.apply(FailureText.of(failed.failure())));
        }
    }
}
