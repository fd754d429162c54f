package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.contexts.AllContexts;
import io.github.proxmoxtools.cli.contexts.AnswerText;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.ResultFormat;
import io.github.proxmoxtools.cli.terminal.PlainProgress;
import io.github.proxmoxtools.cli.terminal.StatusLine;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.cli.text.PlanText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.cli.watch.ChangeLines;
import io.github.proxmoxtools.cli.watch.DrawnResult;
import io.github.proxmoxtools.cli.watch.Screen;
import io.github.proxmoxtools.cli.watch.Watch;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a tool, or plans it, and shows what came of it. */
final class ToolRun {
    private final Tool tool;
    private final CommandForm form;
    private final Globals globals;
    private final Terminal terminal;
    private final RunningTask running;

    ToolRun(Tool tool, CommandForm form, Globals globals, Terminal terminal, RunningTask running) {
        this.tool = tool;
        this.form = form;
        this.globals = globals;
        this.terminal = terminal;
        this.running = running;
    }

    /** Runs or plans, and gives the exit code. */
    int in(Connector connector, Catalog catalog) {
        OutputFormat format = globals.format();
        if (format == OutputFormat.WIDE) {
            form.showAllColumns();
        }
        Map<String, @Nullable Object> arguments = form.arguments();
        form.reading().checkReads(tool, arguments);
        ToolCall call = ToolCall.of(tool.name(), arguments);
        if (form.reading().asksAllContexts()) {
            return new AllContexts(connector, catalog, globals).ask(call,
                    new AnswerText(terminal, format, look(), globals.has(GlobalOption.QUIET)));
        }
        try (Session session = connector.open(catalog, globals)) {
            if (globals.has(GlobalOption.DRY_RUN)) {
                show(session.plan(call), format);
                return Cli.OK;
            }
            Optional<Duration> interval = form.reading().interval();
            if (interval.isPresent()) {
                return new Watch<>(() -> session.run(call.within(Safety.READ)), sight(format), terminal)
                        .every(interval.get());
            }
            ToolResult result = run(session, call);
            show(result, format);
            return result.isPartial() ? FailureKind.PARTIAL.exitCode() : Cli.OK;
        }
    }

    private String heading() {
        return "Every " + HumanUnits.seconds(form.reading().interval().orElseThrow().toSeconds()) + ": " + form.line();
    }

    private Watch.Sight<ToolResult> sight(OutputFormat format) {
        if (terminal.isScreen() && format != OutputFormat.JSONL) {
            return new DrawnResult(new Screen(terminal, heading()), result -> text(result, format));
        }
        if (format == OutputFormat.CSV) {
            throw Usage.error("--watch: what changes is no table, and cannot be written with -o csv",
                    "Leave -o out to get JSON lines where nobody looks at a terminal.");
        }
        boolean quiet = globals.has(GlobalOption.QUIET);
        return new ChangeLines(terminal, form.reading().countsFigures(),
                line -> terminal.err(quiet ? "" : line + "\n"));
    }

    private ToolResult run(Session session, ToolCall call) {
        if (globals.has(GlobalOption.YES) || terminal.canAsk()) {
            return watched(session, call);
        }
        UnattendedConfirmer nobody = new UnattendedConfirmer();
        try {
            return watched(session, call.confirmedBy(nobody));
        } catch (Refusal refusal) {
            throw nobody.explained(refusal);
        }
    }

    private ToolResult watched(Session session, ToolCall call) {
        if (globals.has(GlobalOption.QUIET)) {
            return session.run(asked(call.reportingTo(running.watching(ProgressSink.NONE))));
        }
        if (!terminal.isWatched()) {
            return session.run(asked(call.reportingTo(running.watching(new PlainProgress(terminal)))));
        }
        StatusLine line = new StatusLine(terminal);
        try {
            return session.run(asked(call.reportingTo(running.watching(line))));
        } finally {
            line.clear();
        }
    }

    private ToolCall asked(ToolCall call) {
        if (globals.has(GlobalOption.YES)) {
            return call.confirmedBy(Confirmer.ALWAYS);
        }
        return terminal.canAsk() ? call.confirmedBy(new AskingConfirmer(terminal)) : call;
    }

    private void show(Plan plan, OutputFormat format) {
        terminal.out(format == OutputFormat.JSON || format == OutputFormat.JSONL
                ? JsonText.pretty(plan.toMap()) + "\n"
                : PlanText.of(plan));
    }

    private String text(ToolResult result, OutputFormat format) {
        return format.format().write(result, look());
    }

    private ResultFormat.Look look() {
        return new ResultFormat.Look(form.columns(), !globals.has(GlobalOption.NO_HEADER));
    }

    private void show(ToolResult result, OutputFormat format) {
        terminal.out(text(result, format));
        if (!globals.has(GlobalOption.QUIET)) {
            if (result.content() instanceof ToolResult.Listing listing && listing.items().isEmpty()) {
                terminal.err("No items.\n");
            }
            result.notes().forEach(note -> terminal.err("note: " + CellText.clean(note) + "\n"));
        }
    }
}
