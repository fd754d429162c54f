package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.page.Page;
import io.github.proxmoxtools.cli.page.TextPage;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Help for the whole program, for a group of commands, and for a single one. */
final class HelpPage {
    /** What the program is, for the tops of pages. */
    static final String SUMMARY = "Proxmox VE from the command line.";

    private final Page page;
    private final Terminal terminal;

    private HelpPage(Page page, Terminal terminal) {
        this.page = page;
        this.terminal = terminal;
    }

    /** Writes the page of a word for a terminal. */
    static String of(CommandTree.Node node, Terminal terminal, Paint paint) {
        TextPage page = new TextPage(terminal.width(), paint);
        if (node.words().isEmpty()) {
            page.paragraph("proxmox: " + SUMMARY);
        }
        write(node, page, terminal);
        return page.text();
    }

    /** Writes the page of a word, without its title. */
    static void write(CommandTree.Node node, Page page, Terminal terminal) {
        HelpPage help = new HelpPage(page, terminal);
        if (node.words().isEmpty()) {
            help.root(node);
        } else if (node.command().isPresent()) {
            help.command(node.command().get());
        } else {
            help.group(node);
        }
    }

    private void root(CommandTree.Node root) {
        page.usage("proxmox [options] COMMAND [arguments]");
        Nouns.grouped(root).forEach((title, nouns) -> {
            page.heading(title);
            page.terms(nouns);
        });
        page.paragraph("'proxmox NOUN --help' lists the commands of a noun; every command has --help. "
                + "'proxmox help TOPIC' explains one of " + String.join(", ", HelpTopic.words()) + ".");
        globals(new GlobalSpecs(Set.of()), EnumSet.allOf(GlobalOption.Group.class));
    }

    private void group(CommandTree.Node node) {
        String words = String.join(" ", node.words());
        page.usage("proxmox " + words + " COMMAND [arguments]");
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (Command command : node.commands()) {
            groups.computeIfAbsent(command.group(), title -> new LinkedHashMap<>())
                    .put(String.join(" ", command.words()), command.title());
        }
        groups.forEach((title, commands) -> {
            page.heading(title);
            page.terms(commands);
        });
        page.paragraph("'proxmox " + words + " COMMAND --help' explains a command.");
    }

    private void command(Command command) {
        CommandForm form = CommandForm.of(command, List.of(), terminal);
        page.usage(synopsis(form));
        switch (command) {
            case Command.OfProgram of -> page.paragraph(of.title() + ". " + of.command().description());
            case Command.OfTool of -> about(of);
        }
        form.sections().forEach((title, arguments) -> {
            page.heading(title);
            page.terms(described(arguments));
        });
        globals(form.globals(), command instanceof Command.OfTool
                ? Set.of(GlobalOption.Group.OUTPUT, GlobalOption.Group.SAFETY)
                : Set.of(GlobalOption.Group.OUTPUT));
        page.paragraph("Options for the connection, and the others: 'proxmox --help'.");
        examples(switch (command) {
            case Command.OfTool of -> new Examples(of, form).lines();
            case Command.OfProgram of -> of.command().examples();
        });
    }

    private void examples(List<String> lines) {
        if (!lines.isEmpty()) {
            page.heading("Examples");
            page.lines(lines);
        }
    }

    private static String synopsis(CommandForm form) {
        StringBuilder line = new StringBuilder(form.spec().name());
        form.spec().positionalParameters().forEach(argument -> line.append(' ').append(synopsis(argument)));
        for (OptionSpec option : form.spec().options()) {
            if (option.required()) {
                line.append(' ').append(option.longestName()).append(' ').append(option.paramLabel());
            }
        }
        line.append(" [options]");
        form.program().ifPresent(program -> line.append(' ').append(program.words().paramLabel()).append("..."));
        return line.toString();
    }

    private static String synopsis(PositionalParamSpec argument) {
        String label = argument.paramLabel() + (argument.arity().max() > 1 ? "..." : "");
        return argument.required() ? label : "[" + label + "]";
    }

    private void about(Command.OfTool of) {
        Tool tool = of.entry().tool();
        page.paragraph(of.title() + ". " + tool.description());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Tool", tool.name());
        facts.put("Class", classOf(tool));
        Set<String> endpoints = new LinkedHashSet<>();
        for (Endpoint endpoint : tool.action().endpoints()) {
            endpoints.add(endpoint.toString());
        }
        facts.put("Calls", endpoints.isEmpty() ? "any" : String.join(", ", endpoints));
        String privileges = Privileges.of(tool);
        if (!privileges.isEmpty()) {
            facts.put("Needs", privileges);
        }
        String versions = Labels.versions(tool.versions()).strip();
        if (!versions.isEmpty()) {
            facts.put("Versions", versions);
        }
        page.facts(facts);
    }

    private static String classOf(Tool tool) {
        String word = switch (tool.safety()) {
            case READ -> "read";
            case CHANGE -> "change";
            case DESTROY -> "destroy: asks before it acts";
        };
        if (tool.action() instanceof Action.Raw || tool.action() instanceof Action.RawUpload) {
            return "by what is called: asks before anything that destroys";
        }
        List<String> conditions = new ArrayList<>();
        for (Condition condition : tool.destroysWhen()) {
            conditions.add(condition.words());
        }
        return conditions.isEmpty() || tool.safety() == Safety.DESTROY
                ? word
                : word + "; destroy, and asks, with " + String.join(" or ", conditions);
    }

    private void globals(GlobalSpecs globals, Set<GlobalOption.Group> groups) {
        for (GlobalOption.Group group : GlobalOption.Group.values()) {
            if (!groups.contains(group)) {
                continue;
            }
            Map<String, String> options = new LinkedHashMap<>();
            globals.specs().forEach((option, spec) -> {
                if (option.group() == group) {
                    options.put(term(spec), option.description());
                }
            });
            if (!options.isEmpty()) {
                page.heading(group.heading());
                page.terms(options);
            }
        }
        Set<String> hidden = new TreeSet<>();
        for (GlobalOption option : GlobalOption.values()) {
            if (!globals.specs().containsKey(option)) {
                hidden.add(option.names().getLast());
            }
        }
        if (!hidden.isEmpty()) {
            page.paragraph("Of the same name as an option of this command, and therefore given before its words: "
                    + String.join(", ", hidden) + ".");
        }
    }

    private static Map<String, String> described(List<ArgSpec> arguments) {
        Map<String, String> described = new LinkedHashMap<>();
        for (ArgSpec argument : arguments) {
            String needed = argument instanceof OptionSpec && argument.required() ? " Required." : "";
            described.put(argument instanceof OptionSpec option ? term(option) : argument.paramLabel(),
                    (String.join(" ", argument.description()) + needed).strip());
        }
        return described;
    }

    private static String term(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            String shown = option.negatable() ? "--[no-]" + name.substring(2) : name;
            names.append(names.isEmpty() ? "" : ", ").append(shown);
        }
        if (!option.fallbackValue().isEmpty()) {
            return names + "[=" + option.paramLabel() + "]";
        }
        boolean valued = option.arity().min() > 0;
        return names + (valued ? " " + option.paramLabel() : "");
    }
}
