package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
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
    private static final String INDENT = "  ";
    private static final int WIDEST = 100;
    private static final int WIDEST_TERM = 30;

    private final StringBuilder text = new StringBuilder();
    private final int width;

    private HelpPage(int width) {
        this.width = Math.min(width, WIDEST);
    }

    static String of(CommandTree.Node node, Terminal terminal) {
        HelpPage page = new HelpPage(terminal.width());
        if (node.words().isEmpty()) {
            page.root(node);
        } else if (node.command().isPresent()) {
            page.command(node.command().get(), CommandForm.of(node.command().get(), List.of(), terminal));
        } else {
            page.group(node);
        }
        return page.text.toString();
    }

    private void root(CommandTree.Node root) {
        text.append("proxmox: Proxmox VE from the command line.\n\n");
        text.append("Usage: proxmox [options] COMMAND [arguments]\n");
        heading("Commands");
        Map<String, String> nouns = new LinkedHashMap<>();
        root.children().forEach((word, child) -> nouns.put(word, child.children().isEmpty()
                ? child.command().map(Command::title).orElse("")
                : String.join(", ", child.children().keySet())));
        terms(nouns);
        text.append("\n'proxmox NOUN --help' lists the commands of a noun; every command has --help.\n");
        globals(new GlobalSpecs(Set.of()), EnumSet.allOf(GlobalOption.Group.class));
    }

    private void group(CommandTree.Node node) {
        text.append("Usage: proxmox ").append(String.join(" ", node.words())).append(" COMMAND [arguments]\n");
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (Command command : node.commands()) {
            groups.computeIfAbsent(command.group(), title -> new LinkedHashMap<>())
                    .put(String.join(" ", command.words()), command.title());
        }
        groups.forEach((title, commands) -> {
            heading(title);
            terms(commands);
        });
        text.append("\n'proxmox ").append(String.join(" ", node.words()))
                .append(" COMMAND --help' explains a command.\n");
    }

    private void command(Command command, CommandForm form) {
        text.append("Usage: ").append(synopsis(form)).append("\n\n");
        switch (command) {
            case Command.OfProgram of -> paragraph(of.title() + ". " + of.command().description());
            case Command.OfTool of -> about(of.entry().tool());
        }
        form.sections().forEach((title, arguments) -> {
            heading(title);
            terms(described(arguments));
        });
        globals(form.globals(), command instanceof Command.OfTool
                ? Set.of(GlobalOption.Group.OUTPUT, GlobalOption.Group.SAFETY)
                : Set.of(GlobalOption.Group.OUTPUT));
        text.append("\nOptions for the connection, and the others: 'proxmox --help'.\n");
        examples(switch (command) {
            case Command.OfTool of -> new Examples(of.entry().tool(), form).lines();
            case Command.OfProgram of -> of.command().examples();
        });
    }

    private void examples(List<String> lines) {
        if (!lines.isEmpty()) {
            heading("Examples");
            lines.forEach(line -> text.append(INDENT).append(line).append('\n'));
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

    private void about(Tool tool) {
        paragraph(tool.title() + ". " + tool.description());
        text.append('\n');
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Tool", tool.name());
        facts.put("Class", classOf(tool));
        Set<String> endpoints = new LinkedHashSet<>();
        for (Endpoint endpoint : tool.action().endpoints()) {
            endpoints.add(endpoint.toString());
        }
        facts.put("Calls", endpoints.isEmpty() ? "any" : String.join(", ", endpoints));
        String versions = Labels.versions(tool.versions()).strip();
        if (!versions.isEmpty()) {
            facts.put("Versions", versions);
        }
        terms(facts);
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
                heading(group.heading());
                terms(options);
            }
        }
        Set<String> hidden = new TreeSet<>();
        for (GlobalOption option : GlobalOption.values()) {
            if (!globals.specs().containsKey(option)) {
                hidden.add(option.names().getLast());
            }
        }
        if (!hidden.isEmpty()) {
            text.append('\n');
            paragraph("Of the same name as an option of this command, and therefore given before its words: "
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
        boolean valued = option.arity().min() > 0;
        return names + (valued ? " " + option.paramLabel() : "");
    }

    private void heading(String title) {
        text.append('\n').append(title).append(":\n");
    }

    /** Puts explanations beside their terms, or below terms that are too long. */
    private void terms(Map<String, String> terms) {
        int column = 0;
        for (String term : terms.keySet()) {
            column = term.length() <= WIDEST_TERM ? Math.max(column, term.length()) : column;
        }
        int margin = column + 2 * INDENT.length();
        for (Map.Entry<String, String> entry : terms.entrySet()) {
            String term = entry.getKey();
            text.append(INDENT).append(term);
            if (entry.getValue().isEmpty()) {
                text.append('\n');
                continue;
            }
            if (term.length() > column) {
                text.append('\n').append(" ".repeat(margin));
            } else {
                text.append(" ".repeat(margin - INDENT.length() - term.length()));
            }
            wrap(entry.getValue(), margin);
        }
    }

    private void paragraph(String words) {
        wrap(words, 0);
    }

    /** Breaks between words; the first line begins where the text stands. */
    private void wrap(String words, int margin) {
        int left = Math.max(20, width - margin);
        int used = 0;
        for (String word : CellText.clean(words).split(" ", -1)) {
            if (used > 0 && used + 1 + word.length() > left) {
                text.append('\n').append(" ".repeat(margin));
                used = 0;
            }
            text.append(used > 0 ? " " : "").append(word);
            used += word.length() + (used > 0 ? 1 : 0);
        }
        text.append('\n');
    }
}
