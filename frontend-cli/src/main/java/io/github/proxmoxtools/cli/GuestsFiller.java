package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.bulk.BulkOptions;
import io.github.proxmoxtools.cli.bulk.BulkRun;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The guest or guests that a command is about; with one of its own options, or more than one guest, it is about several. */
final class GuestsFiller implements Filler {
    private static final String LABEL = "GUEST";
    private static final int MOST_SECONDS = 86_400;

    private final PositionalParamSpec words = PositionalParamSpec.builder().index("0..*").type(String[].class)
            .arity("0..*").paramLabel(LABEL).required(false).descriptionKey(GuestInput.VMID.name())
            .description("Id or name, or several; 100-110 for all with an id in this range.").build();
    private OptionSpec selector = Specs.values("TERM,...", "All guests such as status=stopped,tags~web,pool=shop,"
            + "node=pve1. All terms must hold. No templates, unless a term says template=1.", false, "--selector");
    private OptionSpec all = Specs.flag("All guests of this kind; asks before it changes them.", "--all");
    private OptionSpec parallel = Specs.value("NUMBER",
            "How many at once, from 1 to " + BulkOptions.MOST_PARALLEL + " ("
                    + BulkOptions.USUAL_PARALLEL + ").",
            false, "--parallel");
    private OptionSpec perStorage = Specs.value("NUMBER", "How many at once where each writes to a storage ("
            + BulkOptions.USUAL_PER_STORAGE + ").", false, "--per-storage");
    private OptionSpec retryLocked = Specs.value("SECONDS", "How long a locked guest is tried again; 0 for never ("
            + BulkOptions.USUAL_RETRY + ").", false, "--retry-locked");
    private OptionSpec failFast = Specs.flag("Start no more after the first failure.", "--fail-fast");
    private final boolean limitsStorage;
    private final boolean isNeeded;

    /**
     * Makes the positional and the options.
     *
     * @param tool what is run for each guest
     */
    GuestsFiller(Tool tool) {
        limitsStorage = BulkRun.writesToStorage(tool);
        isNeeded = !takesList(tool);
    }

    /** Tells whether a tool starts a task for guests that are a list, beside other ways to say what it is about. */
    static boolean takesList(Tool tool) {
        return tool.guest().isEmpty() && tool.outcome() instanceof Outcome.Task
                && tool.params().stream().anyMatch(param -> param.type() instanceof ParamType.TextList
                        && param.name().equals(GuestInput.VMID.name()) && !tool.needs(param));
    }

    @Override
    public List<ArgSpec> specs() {
        return List.of(words);
    }

    /**
     * Lists the options for several guests.
     *
     * @param taken names of the tool's own options; one of the same name here is called {@code --guests-NAME}
     * @return the options
     */
    List<OptionSpec> options(Set<String> taken) {
        selector = free(selector, taken);
        all = free(all, taken);
        parallel = free(parallel, taken);
        perStorage = free(perStorage, taken);
        retryLocked = free(retryLocked, taken);
        failFast = free(failFast, taken);
        return limitsStorage
                ? List.of(selector, all, parallel, perStorage, retryLocked, failFast)
                : List.of(selector, all, parallel, retryLocked, failFast);
    }

    private static OptionSpec free(OptionSpec option, Set<String> taken) {
        String name = option.longestName();
        return taken.contains(name)
                ? option.toBuilder().names("--guests-" + name.substring(2)).build()
                : option;
    }

    @Override
    public void fill(Map<String, @Nullable Object> arguments) {
        boolean isSeveral = several().isPresent();
        if (arguments.containsKey(GuestInput.VMID.name()) && (isSeveral || !words.stringValues().isEmpty())) {
            throw Usage.error("guests are named, and by --" + GuestInput.VMID.name() + " as well", "Give one of them.");
        }
        if (isSeveral || (!isNeeded && words.stringValues().isEmpty())) {
            return;
        }
        if (words.stringValues().isEmpty()) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, "Missing: " + LABEL, "Name a guest, or choose guests with "
                    + selector.longestName() + " or " + all.longestName() + ".",
                    Map.of(GuestInput.VMID.name(), "is required"));
        }
        arguments.put(GuestInput.VMID.name(), words.stringValues().getFirst());
    }

    /** Gives what was asked for; empty for the usual call of one guest. */
    Optional<BulkOptions> several() {
        List<String> guests = words.stringValues();
        boolean chosen = !selector.stringValues().isEmpty() || Specs.isGiven(all);
        boolean tuned = Specs.text(parallel).isPresent() || Specs.text(perStorage).isPresent()
                || Specs.text(retryLocked).isPresent() || Specs.isGiven(failFast);
        if (guests.size() > 1 || guests.stream().anyMatch(BulkRun::isRange) || chosen
                || (tuned && !guests.isEmpty())) {
            return Optional.of(options(guests));
        }
        return Optional.empty();
    }

    private BulkOptions options(List<String> guests) {
        Optional<String> terms = selector.stringValues().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(",", selector.stringValues()));
        if (terms.isPresent() && Specs.isGiven(all)) {
            throw Usage.error(all.longestName() + " and " + selector.longestName() + " contradict each other",
                    "Give one of them.");
        }
        if (!guests.isEmpty() && (terms.isPresent() || Specs.isGiven(all))) {
            throw Usage.error("guests are named, and chosen by " + (terms.isPresent() ? selector : all).longestName()
                    + " as well", "Give one of them: together they would mean more guests than either.");
        }
        if (terms.filter(String::isBlank).isPresent()) {
            throw Usage.error(selector.longestName() + ": is empty", all.longestName() + " means every guest.");
        }
        BulkOptions.Limits limits = new BulkOptions.Limits(
                number(parallel, 1, BulkOptions.MOST_PARALLEL, BulkOptions.USUAL_PARALLEL),
                number(perStorage, 1, BulkOptions.MOST_PARALLEL, BulkOptions.USUAL_PER_STORAGE));
        int seconds = number(retryLocked, 0, MOST_SECONDS, BulkOptions.USUAL_RETRY);
        return new BulkOptions(guests, terms, Specs.isGiven(all), limits, Duration.ofSeconds(seconds),
                Specs.isGiven(failFast), Optional.empty());
    }

    private static int number(OptionSpec option, int least, int most, int usual) {
        String text = Specs.text(option).orElse(Integer.toString(usual));
        boolean digits = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Usage.error(option.longestName() + ": '" + text + "' is not a number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }
}
