package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** The options of commands that only read, because reading may be repeated: later, and elsewhere. */
public final class ReadingOptions {
    private static final String WATCH = "--watch";
    private static final String READING_METHOD = "GET";
    private static final String FIGURES = "--watch-figures";
    private static final String ALL_CONTEXTS = "--all-contexts";
    private static final String USUAL_SECONDS = "2";
    private static final int MOST_SECONDS = 3600;

    private final OptionSpec watch = OptionSpec.builder(WATCH).type(String.class).arity("0..1").paramLabel("SECONDS")
            .fallbackValue(USUAL_SECONDS).description("Read again every SECONDS (" + USUAL_SECONDS
                    + ") until Ctrl-C: drawn anew on a terminal, elsewhere what changes as JSON lines.")
            .build();
    private final OptionSpec figures = flag(FIGURES,
            "Figures that move by themselves, such as cpu and uptime, are changes too.");
    private final OptionSpec allContexts = flag(ALL_CONTEXTS, "Ask the cluster of every configured context.");

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).type(Boolean.class).arity("0").description(description).build();
    }

    /**
     * Tells whether a tool has them: whatever its arguments are, it only reads, or it is judged by what it calls.
     *
     * @param tool the tool
     * @param fixed arguments that the command's words decide
     * @return whether it may be repeated
     */
    public static boolean areFor(Tool tool, Map<String, String> fixed) {
        return tool.highestSafety() == Safety.READ || (tool.action() instanceof Action.Raw raw
                && READING_METHOD.equals(fixed.getOrDefault(raw.method().name(), READING_METHOD)));
    }

    /**
     * Explains that a command has none of them.
     *
     * @param name an option that the command does not know
     * @param command its words
     */
    public static void refuse(String name, String command) {
        if (List.of(WATCH, FIGURES, ALL_CONTEXTS).contains(name)) {
            throw Usage.error(name + " is for commands that read a cluster; '" + command + "' is none",
                    "Look at what it does with a command that reads, such as a list or a status.");
        }
    }

    /**
     * Refuses them beside several guests, whose answers are a report and no list.
     *
     * @param words what follows a command's words
     */
    public void refuseSeveral(List<String> words) {
        if (interval().isPresent() || asksAllContexts()) {
            throw Usage.error((interval().isPresent() ? WATCH : ALL_CONTEXTS) + " is for one of them, not for several",
                    looseInterval(words).orElse("Name one, or use a list with --filter."));
        }
    }

    /**
     * Explains a number that was meant as the interval, and is taken for an argument.
     *
     * @param words what follows a command's words
     * @return how to write it; empty where no number follows the option
     */
    public static Optional<String> looseInterval(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(WATCH) && words.get(i + 1).matches("\\d{1,9}")) {
                return Optional.of("To read again every " + words.get(i + 1) + " seconds, write " + WATCH + "="
                        + words.get(i + 1) + ".");
            }
        }
        return Optional.empty();
    }

    /**
     * Refuses a number behind the option that was taken for what the command is about: no guest has so small an id.
     *
     * @param arguments what stands without a name
     * @param label what it was taken for
     * @param words what follows a command's words
     */
    public void refuseLooseInterval(List<String> arguments, String label, List<String> words) {
        boolean alone = arguments.size() == 1 && arguments.getFirst().matches("\\d{1,2}");
        if (alone && interval().isPresent()) {
            looseInterval(words).ifPresent(hint -> {
                throw Usage.error("Missing: " + label, hint);
            });
        }
    }

    /**
     * Refuses, before anything is opened, what cannot be shown again and again.
     *
     * @param globals the global options
     * @param terminal where it would be shown
     */
    public void checkShown(Globals globals, Terminal terminal) {
        if (interval().isEmpty()) {
            return;
        }
        if (globals.has(GlobalOption.DRY_RUN)) {
            throw Usage.error(WATCH + " and --dry-run contradict each other", "A plan is made once.");
        }
        globals.value(GlobalOption.OUTPUT).map(OutputFormat::named)
                .filter(format -> format != OutputFormat.JSONL && !terminal.canDraw()).ifPresent(format -> {
                    throw Usage.error(WATCH + ": where nothing can be drawn, what changes is written as JSON lines, "
                            + "and not with -o " + format.name().toLowerCase(Locale.ROOT),
                            "Leave -o out, or choose -o jsonl.");
                });
    }

    /**
     * Writes the usual interval behind the option where it has none, lest it takes the next word for one.
     *
     * @param words what follows a command's words
     * @return the same, to be parsed
     */
    public static List<String> spelledOut(List<String> words) {
        return words.stream().map(word -> word.equals(WATCH) ? WATCH + "=" + USUAL_SECONDS : word).toList();
    }

    /**
     * Takes them out of a command line.
     *
     * @param words what follows a command's words
     * @return what is left
     */
    public static List<String> leftOut(List<String> words) {
        return words.stream().filter(word -> !word.startsWith(WATCH)).toList();
    }

    /**
     * Lists what is parsed.
     *
     * @return the options
     */
    public List<OptionSpec> specs() {
        return List.of(watch, figures, allContexts);
    }

    /**
     * Gives how often to read.
     *
     * @return the pause between two reads; empty to read once
     */
    public Optional<Duration> interval() {
        Optional<Duration> interval = watch.stringValues().stream().reduce((first, last) -> last)
                .map(text -> Seconds.of(WATCH, text, 1, MOST_SECONDS));
        if (interval.isEmpty() && isGiven(figures)) {
            throw Usage.error(FIGURES + " says what " + WATCH + " takes for a change, and " + WATCH + " is not given");
        }
        return interval;
    }

    /**
     * Tells what counts as a change.
     *
     * @return whether figures do
     */
    public boolean countsFigures() {
        return isGiven(figures);
    }

    /**
     * Tells which clusters are asked.
     *
     * @return whether it is all that are configured
     */
    public boolean asksAllContexts() {
        if (isGiven(allContexts) && interval().isPresent()) {
            throw Usage.error(WATCH + " and " + ALL_CONTEXTS + " are not to be had together",
                    "Watch each cluster with its own command: --context NAME.");
        }
        return isGiven(allContexts);
    }

    /**
     * Makes sure that what is repeated only reads, where the arguments decide that.
     *
     * @param tool the tool
     * @param arguments its raw arguments
     */
    public void checkReads(Tool tool, Map<String, @Nullable Object> arguments) {
        boolean repeats = interval().isPresent() || asksAllContexts();
        if (repeats && tool.action() instanceof Action.Raw raw) {
            String method = String.valueOf(arguments.get(raw.method().name()));
            if (!method.equalsIgnoreCase(READING_METHOD)) {
                throw Usage.error((asksAllContexts() ? ALL_CONTEXTS : WATCH) + " is for calls that read; " + method
                        + " changes something", "Only GET can be repeated.");
            }
        }
    }

    private static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }
}
