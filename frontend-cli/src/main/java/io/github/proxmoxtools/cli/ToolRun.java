package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.bulk.BulkOptions;
import io.github.proxmoxtools.cli.bulk.BulkRun;
import io.github.proxmoxtools.cli.bulk.Scene;
import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.guest.GuestProgram;
import io.github.proxmoxtools.cli.options.Colours;
import io.github.proxmoxtools.cli.options.ExitCodes;
import io.github.proxmoxtools.cli.contexts.AllContexts;
import io.github.proxmoxtools.cli.contexts.AnswerText;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.output.NameFormat;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.output.ResultFormat;
import io.github.proxmoxtools.cli.output.Subject;
import io.github.proxmoxtools.cli.terminal.PlainProgress;
import io.github.proxmoxtools.cli.terminal.StatusLine;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.CommandNames;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.cli.text.PlanText;
import io.github.proxmoxtools.cli.text.Room;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.cli.watch.ChangeLines;
import io.github.proxmoxtools.cli.watch.DrawnResult;
import io.github.proxmoxtools.cli.watch.Screen;
import io.github.proxmoxtools.cli.watch.Watch;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a tool, or plans it, and shows what came of it. */
final class ToolRun {
    private final Tool tool;
    private final CommandForm form;
    private final Globals globals;
    private final Terminal terminal;
    private final CommandNames names;

    ToolRun(Tool tool, CommandForm form, Globals globals, Terminal terminal, CommandNames names) {
        this.tool = tool;
        this.form = form;
        this.globals = globals;
        this.terminal = terminal;
        this.names = names;
    }

    /** Runs or plans, and gives the exit code. */
    int in(Connector connector, Catalog catalog) {
        OutputFormat format = globals.format();
        if (format == OutputFormat.WIDE) {
            form.showAllColumns();
        }
        Map<String, @Nullable Object> told = form.argumentsOfLine();
        Optional<Subject> subject = format == OutputFormat.NAME ? Subject.of(tool, told) : Optional.empty();
        Optional<BulkOptions> several = form.several();
        refuseUnfit(format, told, subject, several.isPresent());
        form.reading().checkReads(tool, told);
        if (several.isPresent()) {
            form.refuseReadingSeveral();
            refuseExitCodeOfSeveral();
        }
        form.reading().checkShown(globals, terminal);
        Map<String, @Nullable Object> arguments = form.arguments();
        if (several.isPresent()) {
            return forSeveral(several.get(), arguments, connector, catalog);
        }
        ToolCall call = ToolCall.of(tool.name(), arguments);
        if (form.reading().asksAllContexts()) {
            Room room = room(terminal::width);
            int code = new AllContexts(connector, catalog, globals).ask(call,
                    new AnswerText(terminal, format, look(subject, room), globals.has(GlobalOption.QUIET),
                            text -> names.in(text, tool)));
            sayLacking(room);
            return code;
        }
        try (Session session = connector.open(catalog, globals)) {
            if (globals.has(GlobalOption.DRY_RUN)) {
                show(session.plan(call), format);
                return Cli.OK;
            }
            Optional<Duration> interval = form.reading().interval();
            if (interval.isPresent()) {
                return new Watch<>(() -> session.run(call.within(Safety.READ)), sight(format, subject), terminal)
                        .every(interval.get());
            }
            ToolResult result = run(session, call);
            show(result, format, subject);
            return exitCode(result);
        }
    }

    private void refuseExitCodeOfSeveral() {
        if (form.endsAsTheProgram()) {
            throw Usage.error("the programs of several guests have no one exit code",
                    "Name one guest, or leave --exit-code-from-guest out and read the codes.");
        }
    }

    private int forSeveral(BulkOptions several, Map<String, @Nullable Object> arguments, Connector connector,
            Catalog catalog) {
        try (Session session = connector.open(catalog, globals, several.limits().parallel())) {
            Room room = room(terminal::width);
            int code = new BulkRun(tool, arguments, several,
                    new Scene(terminal, globals, look(Optional.empty(), room), names)).in(session);
            sayLacking(room);
            return code;
        }
    }

    /** Before anything is done: afterwards it would be too late to ask for another format. */
    private void refuseUnfit(OutputFormat format, Map<String, @Nullable Object> arguments, Optional<Subject> subject,
            boolean several) {
        if (globals.has(GlobalOption.DRY_RUN)) {
            if (format == OutputFormat.CSV || format == OutputFormat.NAME) {
                throw Usage.error("--dry-run: a plan has neither rows nor a name",
                        "Choose -o table, json, jsonl or yaml.");
            }
        } else if (format == OutputFormat.NAME && !several) {
            NameFormat.refuseNameless(tool, arguments, subject);
        }
    }

    private int exitCode(ToolResult result) {
        if (result.isPartial()) {
            return FailureKind.PARTIAL.exitCode();
        }
        if (form.endsAsTheProgram()) {
            return GuestProgram.of(result).exitCode();
        }
        boolean warned = result.content() instanceof ToolResult.Task task
                && task.facts().get("warnings") instanceof Number warnings && warnings.longValue() > 0;
        return warned && globals.has(GlobalOption.WARNINGS_AS_ERRORS) ? ExitCodes.WARNED : Cli.OK;
    }

    private String heading() {
        return "Every " + HumanUnits.seconds(form.reading().interval().orElseThrow().toSeconds()) + ": " + form.line();
    }

    private Watch.Sight<ToolResult> sight(OutputFormat format, Optional<Subject> subject) {
        boolean quiet = globals.has(GlobalOption.QUIET);
        if (terminal.canDraw() && format != OutputFormat.JSONL) {
            return new DrawnResult(new Screen(terminal, heading()), (result, columns) -> {
                Room room = room(() -> columns);
                String text = format.format().write(result, look(subject, room));
                return quiet ? text : text + notes(result, room);
            });
        }
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
            return session.run(asked(call.reportingTo(ProgressSink.NONE)));
        }
        if (!terminal.isWatched()) {
            return session.run(asked(call.reportingTo(new PlainProgress(terminal))));
        }
        StatusLine line = new StatusLine(terminal);
        try {
            return session.run(asked(call.reportingTo(line)));
        } finally {
            line.clear();
        }
    }

    private ToolCall asked(ToolCall call) {
        if (globals.has(GlobalOption.YES)) {
            return call.confirmedBy(Confirmer.ALWAYS);
        }
        return terminal.canAsk()
                ? call.confirmedBy(new AskingConfirmer(terminal, Colours.ofMessages(globals, terminal)))
                : call;
    }

    private void show(Plan plan, OutputFormat format) {
        terminal.out(format.structure(plan.toMap()).orElseGet(
                () -> PlanText.of(plan, Colours.ofData(globals, terminal))));
    }

    private static boolean isForPeople(OutputFormat format) {
        return format == OutputFormat.TABLE || format == OutputFormat.WIDE;
    }

    private String notes(ToolResult result, Room room) {
        StringBuilder notes = new StringBuilder();
        if (result.content() instanceof ToolResult.Listing listing && listing.items().isEmpty()) {
            notes.append("No items.\n");
        }
        result.notes().forEach(note -> notes.append("note: ").append(names.in(CellText.clean(note), tool))
                .append('\n'));
        room.notes().forEach(note -> notes.append(note).append('\n'));
        return notes.toString();
    }

    private void sayLacking(Room room) {
        if (!globals.has(GlobalOption.QUIET)) {
            room.notes().forEach(note -> terminal.err(note + "\n"));
        }
    }

    private void show(ToolResult result, OutputFormat format, Optional<Subject> subject) {
        Room room = room(terminal::width);
        if (tool.outcome() instanceof Outcome.Program && isForPeople(format)) {
            GuestProgram.of(result).write(terminal, globals.has(GlobalOption.QUIET));
        } else {
            terminal.out(format.format().write(result, look(subject, room)));
        }
        if (!globals.has(GlobalOption.QUIET)) {
            terminal.err(notes(result, room));
        }
    }

    private Room room(IntSupplier columns) {
        return globals.format() == OutputFormat.TABLE && terminal.isDataWatched()
                ? Room.of(columns, !form.columns().isEmpty())
                : Room.unlimited();
    }

    private ResultFormat.Look look(Optional<Subject> subject, Room room) {
        return new ResultFormat.Look(form.columns(), !globals.has(GlobalOption.NO_HEADER),
                Colours.ofData(globals, terminal), room, subject);
    }
}
