package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.interrupt.Ending;
import io.github.proxmoxtools.cli.interrupt.Farewell;
import io.github.proxmoxtools.cli.interrupt.Interruption;
import io.github.proxmoxtools.cli.interrupt.Signals;
import io.github.proxmoxtools.cli.options.Colours;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.Intent;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.text.ProgramVersion;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.CommandNames;
import io.github.proxmoxtools.cli.text.FailureText;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.text.Trace;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.CatalogException;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One run of the command line, from its arguments to its exit code. */
final class Cli {
    static final int OK = 0;
    /** The system's words, which libraries look for as well. */
    private static final String CLOSED_PIPE = "Broken pipe";

    private final Supplier<Catalog> discovery;
    private final Connector connector;
    private final Terminal terminal;
    private final Interruption interruption;
    private boolean changes;

    /**
     * Prepares a run.
     *
     * @param discovery finds the tools, when a word is to be understood
     * @param connector finds the cluster, when a tool is to be run
     * @param terminal where everything is written and asked
     */
    Cli(Supplier<Catalog> discovery, Connector connector, Terminal terminal) {
        this(discovery, connector, terminal, new Interruption(terminal, Signals.NONE, code -> {
        }));
    }

    /**
     * Prepares a run that can be interrupted.
     *
     * @param discovery finds the tools, when a word is to be understood
     * @param connector finds the cluster, when a tool is to be run
     * @param terminal where everything is written and asked
     * @param interruption ends what runs when a signal comes
     */
    Cli(Supplier<Catalog> discovery, Connector connector, Terminal terminal, Interruption interruption) {
        this.discovery = discovery;
        this.connector = interruption.over(connector);
        this.terminal = terminal;
        this.interruption = interruption;
    }

    /**
     * Runs.
     *
     * @param arguments the command line
     * @return the exit code
     */
    int run(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst().equals(Completion.WORD)) {
            return complete(arguments.subList(1, arguments.size()));
        }
        Globals globals = new Globals();
        try {
            int code = written(dispatch(arguments, globals), globals);
            return interruption.ending().map(Ending::exitCode).orElse(code);
        } catch (ToolFailure failure) {
            Paint paint = Colours.ofMessages(globals, terminal);
            terminal.err(globals.formatOfFailures().structure(failure.toMap())
                    .orElseGet(() -> text(failure, paint)));
            trace(globals, failure);
            return interruption.ending().map(Ending::exitCode).orElse(failure.kind().exitCode());
        } catch (CatalogException e) {
            terminal.err(error(globals) + " " + e.getMessage() + "\n");
            trace(globals, e);
            return FailureKind.BAD_SETTINGS.exitCode();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            terminal.err(error(globals) + " a mistake of this program: " + CellText.clean(e.toString())
                    + "\n--debug shows where.\n");
            trace(globals, e);
            return FailureKind.INTERNAL.exitCode();
        }
    }

    /** Who has read enough closes a pipe, which loses nothing unless something was changed and its answer is gone. */
    private int written(int code, Globals globals) {
        Optional<String> lost = terminal.lostOutput().filter(why -> changes || !why.equals(CLOSED_PIPE));
        lost.ifPresent(why -> terminal.err(error(globals) + " standard output could not be written: "
                + CellText.clean(why) + "\n"
                + (changes ? "What the command did is done; its answer is lost.\n" : "")));
        return lost.isPresent() && code == OK ? FailureKind.SERVER.exitCode() : code;
    }

    private String text(ToolFailure failure, Paint paint) {
        return new CommandNames(discovery).in(interruption.ending().isPresent()
                ? Farewell.of(failure, discovery.get(), paint)
                : FailureText.of(failure, paint));
    }

    /** Whoever types wants no message in the middle of the line. */
    private int complete(List<String> arguments) {
        try {
            new Completion(discovery.get(), connector, terminal).answer(arguments);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return OK;
        }
        return OK;
    }

    private int dispatch(List<String> arguments, Globals globals) {
        InvocationReader reader = new InvocationReader(arguments, globals);
        reader.readOptions();
        if (globals.has(GlobalOption.VERSION)) {
            terminal.out(ProgramVersion.line() + "\n");
            return OK;
        }
        Optional<HelpTopic> topic = reader.topic();
        if (topic.isPresent()) {
            terminal.out(topic.get().text(terminal, Colours.ofData(globals, terminal)));
            return OK;
        }
        Catalog catalog = discovery.get();
        if (isLikelyToConnect(arguments, reader, catalog)) {
            connector.prepare();
        }
        CommandTree tree = CommandTree.beginningWith(reader.nextWord(), catalog);
        Invocation invocation = reader.readWords(tree);
        CommandTree.Node node = invocation.node();
        if (globals.has(GlobalOption.HELP)) {
            terminal.out(HelpPage.of(node, terminal, Colours.ofData(globals, terminal)));
            return OK;
        }
        if (node.command().isEmpty()) {
            terminal.err(HelpPage.of(node, terminal, Colours.ofMessages(globals, terminal)));
            return FailureKind.BAD_ARGUMENT.exitCode();
        }
        Command command = node.command().get();
        CommandForm form = CommandForm.of(command, invocation.rest(), terminal);
        new FormReader(form).read(invocation.rest(), globals);
        if (globals.has(GlobalOption.HELP)) {
            terminal.out(HelpPage.of(node, terminal, Colours.ofData(globals, terminal)));
            return OK;
        }
        if (globals.has(GlobalOption.VERSION)) {
            terminal.out(ProgramVersion.line() + "\n");
            return OK;
        }
        Colours.check(globals);
        globals.refuseContradiction();
        return switch (command) {
            case Command.OfProgram of -> of.command().run(new Here(catalog, connector, terminal, globals),
                    form.given());
            case Command.OfTool of -> {
                changes = !globals.has(GlobalOption.DRY_RUN)
                        && Intent.changes(of.entry().tool(), form.argumentsOfLine());
                yield new ToolRun(of.entry().tool(), form, globals, terminal, new CommandNames(() -> catalog))
                        .in(connector, catalog);
            }
        };
    }

    /** A guess: what is wrongly prepared costs some milliseconds of a second thread. */
    private static boolean isLikelyToConnect(List<String> arguments, InvocationReader reader, Catalog catalog) {
        return reader.nextWord().filter(catalog.nouns()::contains).isPresent()
                && GlobalOption.HELP.names().stream().noneMatch(arguments::contains);
    }

    private String error(Globals globals) {
        return Colours.ofMessages(globals, terminal).error("error:");
    }

    private void trace(Globals globals, Throwable problem) {
        if (globals.has(GlobalOption.DEBUG)) {
            terminal.err(Trace.of(problem));
        }
    }
}
