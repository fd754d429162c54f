package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.bulk.BulkOptions;
import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.cli.watch.ReadingOptions;
import io.github.proxmoxtools.tools.engine.EngineParams;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a single command takes, made from its declaration when its words have been said. */
final class CommandForm {
    private final List<Filler> fillers = new ArrayList<>();
    private final List<PlainFiller> plain = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, List<ArgSpec>> sections = new LinkedHashMap<>();
    private final Map<String, String> fixed = new LinkedHashMap<>();
    private final CommandSpec spec = CommandSpec.create();
    private final GlobalSpecs globals;
    private final ReadingOptions reading = new ReadingOptions();
    private final List<String> rest;
    private Optional<Tool> tool = Optional.empty();
    private Optional<ViewFiller> view = Optional.empty();
    private Optional<ProgramFiller> program = Optional.empty();
    private Optional<GuestsFiller> guests = Optional.empty();
    private Optional<ItemsFiller> items = Optional.empty();

    private CommandForm(Command command, List<String> rest, Terminal terminal) {
        this.rest = List.copyOf(rest);
        spec.name("proxmox " + String.join(" ", command.words()));
        if (command instanceof Command.OfTool of) {
            fixed.putAll(of.fixed());
            tool = Optional.of(of.entry().tool());
            addTool(of.entry().tool(), rest, terminal);
        }
        if (command instanceof Command.OfProgram of) {
            addProgram(of.command());
        }
        globals = new GlobalSpecs(names);
        globals.specs().values().forEach(spec::addOption);
    }

    /**
     * Makes the form of a command.
     *
     * @param command the command
     * @param rest what follows its words: numbered options such as {@code --net1} exist where they are used
     * @param terminal asked for secrets
     * @return the form
     */
    static CommandForm of(Command command, List<String> rest, Terminal terminal) {
        return new CommandForm(command, rest, terminal);
    }

    private void addTool(Tool tool, List<String> rest, Terminal terminal) {
        List<Param<?>> positionals = new ArrayList<>(Positionals.of(tool));
        positionals.removeIf(param -> fixed.containsKey(param.name()));
        if (positionals.equals(List.of(GuestInput.VMID))) {
            GuestsFiller filler = new GuestsFiller(tool);
            guests = Optional.of(filler);
            add("Arguments", filler);
        } else if (GuestsFiller.takesList(tool)) {
            guests = Optional.of(new GuestsFiller(tool));
            sections.put("Arguments", new ArrayList<>());
        } else {
            for (int i = 0; i < positionals.size(); i++) {
                add("Arguments", positional(tool, positionals.get(i), i, i == positionals.size() - 1));
            }
        }
        Set<String> standing = new HashSet<>();
        positionals.forEach(param -> standing.add(param.name()));
        if (tool.outcome() instanceof Outcome.Program declared) {
            ProgramFiller filler = new ProgramFiller(declared, terminal);
            program = Optional.of(filler);
            sections.put("Program", new ArrayList<>(List.of(filler.words())));
            add("Program", filler);
            standing.addAll(filler.parameters());
        }
        boolean mapped = false;
        for (Param<?> param : tool.params()) {
            if (standing.contains(param.name()) || fixed.containsKey(param.name())) {
                continue;
            }
            String name = "--" + param.name();
            if (guests.isPresent() && ItemsFiller.isDeleted(tool, param)) {
                add("Options", several(ItemsFiller.option(param)));
            } else if (param.isSecret()) {
                add("Options", new SecretFiller(param, terminal));
            } else if (param.name().endsWith("[n]")) {
                add("Options", new NumberedFiller(param, rest));
            } else if (param.type() instanceof ParamType.Mapping && !mapped) {
                add("Options", ParamFiller.option(param, tool.needs(param), "-d", name));
                mapped = true;
            } else {
                add("Options", ParamFiller.option(param, tool.needs(param), name));
            }
        }
        if (tool.acceptsOfficialParameters()) {
            add("Options", new OthersFiller());
        }
        Set<String> added = EngineParams.of(tool).keySet();
        if (added.contains(EngineParams.WAIT)) {
            add("Task", new WaitFiller(names));
        }
        if (added.contains(EngineParams.VIEW)) {
            ViewFiller filler = new ViewFiller(names);
            view = Optional.of(filler);
            add("List", filler);
        }
        guests.filter(filler -> !fillers.contains(filler)).ifPresent(filler -> add("Arguments", filler));
        guests.ifPresent(filler -> filler.options(names).forEach(option -> add("Several guests", option)));
        items.map(ItemsFiller::failFast).filter(option -> !names.contains(option.longestName()))
                .ifPresent(option -> add("Several", option));
        if (ReadingOptions.areFor(tool, fixed)) {
            reading.specs().forEach(option -> add("Again and Elsewhere", option));
        }
    }

    private Filler positional(Tool tool, Param<?> param, int index, boolean last) {
        return last && ItemsFiller.mayRepeat(tool, param)
                ? several(ItemsFiller.positional(param, index))
                : ParamFiller.positional(param, index);
    }

    private ItemsFiller several(ItemsFiller filler) {
        items = Optional.of(filler);
        return filler;
    }

    private void addProgram(ProgramCommand command) {
        for (int i = 0; i < command.arguments().size(); i++) {
            add("Arguments", PlainFiller.of(command.arguments().get(i), i));
        }
        command.options().forEach(option -> add("Options", PlainFiller.of(option)));
    }

    private void add(String section, PlainFiller filler) {
        plain.add(filler);
        add(section, filler.spec());
    }

    private void add(String section, Filler filler) {
        fillers.add(filler);
        filler.specs().forEach(argument -> add(section, argument));
    }

    private void add(String section, ArgSpec argument) {
        spec.add(argument);
        sections.computeIfAbsent(section, heading -> new ArrayList<>()).add(argument);
        if (argument instanceof OptionSpec option) {
            names.addAll(List.of(option.names()));
        }
    }

    CommandSpec spec() {
        return spec;
    }

    /** Gives the command's own arguments, by heading. */
    Map<String, List<ArgSpec>> sections() {
        return sections;
    }

    /** Gives the option that sets an official parameter which has none of its own. */
    Optional<String> wayToSet(String name) {
        return tool.flatMap(of -> OthersFiller.option(of, name));
    }

    GlobalSpecs globals() {
        return globals;
    }

    /** Tells whether the command leaves a parameter of its tool to the caller. */
    boolean asksFor(Param<?> param) {
        return !fixed.containsKey(param.name());
    }

    /** Gives how often and where to read. */
    ReadingOptions reading() {
        return reading;
    }

    /** Refuses to read again, or elsewhere, beside several guests. */
    void refuseReadingSeveral() {
        reading.refuseSeveral(rest);
    }

    /** Gives the command line as a heading. */
    String line() {
        return spec.name() + String.join("", ReadingOptions.leftOut(rest).stream().map(word -> " " + word).toList());
    }

    /** Asks for all columns where none are named. */
    void showAllColumns() {
        view.ifPresent(ViewFiller::showAll);
    }

    /** Gives the columns asked for; empty for the usual ones. */
    List<String> columns() {
        return view.map(ViewFiller::columns).orElse(List.of());
    }

    /** Gives the program behind two dashes, where the command takes one. */
    Optional<ProgramFiller> program() {
        return program;
    }

    /** Tells whether this command ends as the program in the guest did. */
    boolean endsAsTheProgram() {
        return program.filter(ProgramFiller::endsAsTheProgram).isPresent();
    }

    /** Gives which guests or other things are meant, where it is not the one of a single call. */
    Optional<BulkOptions> several() {
        Optional<BulkOptions> ofGuests = guests.flatMap(GuestsFiller::several);
        Optional<BulkOptions> ofItems = items.flatMap(ItemsFiller::several);
        if (ofGuests.isPresent() && ofItems.isPresent()) {
            throw Usage.error("several guests, and several things of each, are too much for one command",
                    "Name one guest, or one thing.");
        }
        return ofGuests.or(() -> ofItems);
    }

    /** Gives what was parsed, as raw arguments of the tool. */
    Map<String, @Nullable Object> arguments() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(fixed);
        fillers.forEach(filler -> filler.fill(arguments));
        return arguments;
    }

    /** Gives the same, without what has to be asked for or read. */
    Map<String, @Nullable Object> argumentsOfLine() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(fixed);
        fillers.forEach(filler -> filler.fillFromLine(arguments));
        return arguments;
    }

    /** Gives what was parsed, as texts of a command that is no tool. */
    Given given() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        plain.forEach(filler -> filler.fill(values));
        return new Given(values);
    }
}
