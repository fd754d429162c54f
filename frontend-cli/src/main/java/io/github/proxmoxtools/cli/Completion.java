package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Outlook;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.command.Suggestion;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.cli.complete.Offer;
import io.github.proxmoxtools.cli.complete.TypedValue;
import io.github.proxmoxtools.cli.complete.Shell;
import io.github.proxmoxtools.cli.complete.ValueCompleter;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Answers what could follow a command line; whatever goes wrong, it only suggests nothing. */
final class Completion {
    /** The word by which shells ask; nobody types it, so no help page has it. */
    static final String WORD = "__complete";

    private static final String HELP = "help";

    private final Catalog catalog;
    private final Connector connector;
    private final Terminal terminal;

    Completion(Catalog catalog, Connector connector, Terminal terminal) {
        this.catalog = catalog;
        this.connector = connector;
        this.terminal = terminal;
    }

    /**
     * Answers.
     *
     * @param arguments the shell, what it keeps of the word, and the words after the program's name
     */
    void answer(List<String> arguments) {
        Shell shell = Shell.named(arguments.get(0)).orElseThrow();
        String kept = arguments.get(1);
        String raw = arguments.size() > 2 ? arguments.getLast() : "";
        List<String> said = new ArrayList<>();
        for (int i = 2; i < arguments.size() - 1; i++) {
            said.add(shell.plain(arguments.get(i)));
        }
        terminal.out(shell.written(offer(said, shell.plain(raw)), raw, kept));
    }

    /**
     * Finds what could stand at the end.
     *
     * @param said the words before
     * @param typed the beginning of the last word
     */
    Offer offer(List<String> said, String typed) {
        TypedWords words = new TypedWords(said);
        words.readOptions();
        if (words.open().isPresent()) {
            return value(ParamValues.of(words.open().get()), typed, words.globals());
        }
        boolean help = words.next().filter(HELP::equals).isPresent();
        if (help) {
            words.skip();
        }
        Optional<String> first = words.next();
        if (first.isEmpty()) {
            return typed.startsWith("-") ? globalOption(typed, words.globals()) : nouns(help).startingWith(typed);
        }
        return behind(CommandTree.beginningWith(first, catalog).root(), words, typed, help);
    }

    private Offer nouns(boolean help) {
        Map<String, String> nouns = new LinkedHashMap<>();
        catalog.nouns().forEach(noun -> nouns.put(noun, Nouns.title(noun)));
        for (ProgramCommand command : ProgramCommands.all()) {
            List<String> words = command.words();
            nouns.merge(words.getFirst(), words.size() == 1 ? command.title() : "", (left, right) -> left);
        }
        if (help) {
            List.of(HelpTopic.values()).forEach(topic -> nouns.put(topic.word(), topic.title()));
        } else {
            nouns.put(HELP, "Explain a Command");
        }
        return Offer.of(nouns.entrySet().stream().map(noun -> new Suggestion(noun.getKey(), noun.getValue()))
                .toList());
    }

    private Offer behind(CommandTree.Node root, TypedWords words, String typed, boolean help) {
        CommandTree.Node node = root;
        while (words.next().isPresent()) {
            Optional<CommandTree.Node> child = node.child(words.next().get());
            if (child.isEmpty()) {
                break;
            }
            node = child.get();
            words.skip();
            if (node.command().isEmpty()) {
                words.readOptions();
            }
        }
        if (words.open().isPresent()) {
            return value(ParamValues.of(words.open().get()), typed, words.globals());
        }
        boolean atWord = words.next().isEmpty() && !typed.startsWith("-");
        if (atWord && !node.children().isEmpty()) {
            return children(node).startingWith(typed);
        }
        if (help || node.command().isEmpty()) {
            return typed.startsWith("-") ? globalOption(typed, words.globals()) : Offer.NOTHING;
        }
        return argument(node.command().get(), words, typed);
    }

    private static Offer children(CommandTree.Node node) {
        List<Suggestion> found = new ArrayList<>();
        node.children().forEach((word, child) -> found.add(new Suggestion(word,
                child.command().map(Command::title).orElse(String.join(", ", child.children().keySet())))));
        return Offer.of(found);
    }

    private Offer globalOption(String typed, Globals globals) {
        int equals = typed.indexOf('=');
        if (equals > 0) {
            return GlobalOption.named(typed.substring(0, equals)).filter(GlobalOption::takesValue)
                    .map(option -> value(ParamValues.of(option), typed.substring(equals + 1), globals)
                            .behind(typed.substring(0, equals + 1)))
                    .orElse(Offer.NOTHING);
        }
        List<Suggestion> found = new ArrayList<>();
        for (GlobalOption option : GlobalOption.values()) {
            if (!globals.has(option)) {
                found.add(new Suggestion(option.names().getLast(), option.description()));
            }
        }
        return Offer.of(found).startingWith(typed);
    }

    private Offer argument(Command command, TypedWords words, String typed) {
        List<String> rest = words.rest();
        List<String> all = new ArrayList<>(rest);
        all.add(typed);
        CommandForm form = CommandForm.of(command, all, terminal);
        TypedForm typedForm = new TypedForm(form.spec(), rest);
        form.globals().specs().forEach((option, spec) -> {
            if (typedForm.isGiven(spec)) {
                words.keep(option, typedForm.lastTexts().getOrDefault(TypedForm.nameOf(spec), ""));
            }
        });
        if (typedForm.open().isPresent()) {
            return value(command, form, typedForm.open().get(), typedForm, words.globals(), typed);
        }
        if (typed.startsWith("-") && typedForm.mayTakeOptions()) {
            return option(command, form, typedForm, words.globals(), typed);
        }
        Optional<PositionalParamSpec> positional = typedForm.positional();
        if (positional.isPresent()) {
            Values values = new ParamValues(command).of(positional.get().descriptionKey(),
                    positional.get().paramLabel());
            List<String> before = typedForm.texts(positional.get().descriptionKey());
            return value(place(command, values, typed, typedForm, List.of()), words.globals()).without(before);
        }
        return options(typedForm, form, "--", true).startingWith(typed);
    }

    private Offer option(Command command, CommandForm form, TypedForm typedForm, Globals globals, String typed) {
        int equals = typed.indexOf('=');
        if (equals < 0) {
            return options(typedForm, form, typed, false).startingWith(typed);
        }
        String name = typed.substring(0, equals);
        return typedForm.option(name).filter(TypedForm::takesValue)
                .map(option -> value(command, form, option, typedForm, globals, typed.substring(equals + 1))
                        .behind(name + "="))
                .orElse(Offer.NOTHING);
    }

    /** Lists the options that may still be given. */
    private static Offer options(TypedForm typedForm, CommandForm form, String typed, boolean requiredOnly) {
        List<Suggestion> found = new ArrayList<>();
        for (OptionSpec option : form.spec().options()) {
            boolean again = option.isMultiValue();
            if ((typedForm.isGiven(option) && !again) || (requiredOnly && !option.required())) {
                continue;
            }
            for (String name : option.names()) {
                if (name.startsWith("--") || !typed.startsWith("--")) {
                    found.add(new Suggestion(name, firstSentence(option)));
                }
            }
            if (option.negatable() && typed.startsWith("--n")) {
                found.add(new Suggestion("--no-" + TypedForm.nameOf(option), firstSentence(option)));
            }
        }
        return Offer.of(found);
    }

    private static String firstSentence(OptionSpec option) {
        String text = String.join(" ", option.description());
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }

    private Offer value(Command command, CommandForm form, OptionSpec option, TypedForm typedForm, Globals globals,
            String typed) {
        for (Map.Entry<GlobalOption, OptionSpec> global : form.globals().specs().entrySet()) {
            if (global.getValue().equals(option)) {
                return value(ParamValues.of(global.getKey()), typed, globals);
            }
        }
        String name = TypedForm.nameOf(option);
        Values values = new ParamValues(command).of(name, option.paramLabel());
        return value(place(command, values, typed, typedForm, typedForm.texts(name)), globals);
    }

    private static TypedValue place(Command command, Values values, String typed, TypedForm typedForm,
            List<String> pairs) {
        Map<String, String> given = typedForm.lastTexts();
        if (command instanceof Command.OfTool of) {
            given.putAll(of.fixed());
            if (of.entry().tool().action() instanceof Action.Raw raw) {
                rename(given, raw.method().name(), "method");
                rename(given, raw.path().name(), "path");
            }
        }
        return new TypedValue(values, typed, given, pairs);
    }

    private static void rename(Map<String, String> given, String from, String to) {
        Optional.ofNullable(given.remove(from)).ifPresent(text -> given.put(to, text));
    }

    private Offer value(Values values, String typed, Globals globals) {
        return value(new TypedValue(values, typed, Map.of(), List.of()), globals);
    }

    private Offer value(TypedValue place, Globals globals) {
        try (Outlook outlook = connector.outlook(globals)) {
            return new ValueCompleter(outlook).at(place);
        }
    }
}
