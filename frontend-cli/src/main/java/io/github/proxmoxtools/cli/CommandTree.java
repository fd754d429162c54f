package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The words of commands; nothing is built for a command before its words are said. */
final class CommandTree {
    private final Node root = new Node(List.of());
    private final Catalog catalog;

    private CommandTree(Catalog catalog, List<Catalog.Entry> entries) {
        this.catalog = catalog;
        ProgramCommands.all().stream().filter(command -> command.fits(catalog))
                .forEach(command -> add(new Command.OfProgram(command)));
        entries.forEach(entry -> Command.OfTool.all(entry).forEach(this::add));
    }

    /** Makes the words of all commands. */
    static CommandTree whole(Catalog catalog) {
        return new CommandTree(catalog, catalog.entries());
    }

    /** Makes the words that can follow a first one; all, where that is no noun of tools. */
    static CommandTree beginningWith(Optional<String> word, Catalog catalog) {
        return word.filter(catalog.nouns()::contains)
                .map(noun -> new CommandTree(catalog, catalog.entriesOf(noun))).orElseGet(() -> whole(catalog));
    }

    /** Gives the words of all commands, whichever this tree has. */
    CommandTree whole() {
        return whole(catalog);
    }

    Node root() {
        return root;
    }

    private void add(Command command) {
        Node node = root;
        for (String word : command.words()) {
            node = node.children.computeIfAbsent(word, node::childFor);
        }
        boolean shorter = command instanceof Command.OfTool of && !of.fixed().isEmpty();
        if (!shorter || node.command == null) {
            node.command = command;
        }
    }

    /** A word with what may follow it. */
    static final class Node {
        private final List<String> words;
        private final Map<String, Node> children = new TreeMap<>();
        private @Nullable Command command;

        private Node(List<String> words) {
            this.words = words;
        }

        private Node childFor(String word) {
            List<String> longer = new ArrayList<>(words);
            longer.add(word);
            return new Node(List.copyOf(longer));
        }

        List<String> words() {
            return words;
        }

        Optional<Command> command() {
            return Optional.ofNullable(command);
        }

        /** Gives the words that may follow, without those that would lead nowhere here. */
        Map<String, Node> children() {
            Map<String, Node> shown = new TreeMap<>(children);
            shown.values().removeIf(Node::isHidden);
            return shown;
        }

        private boolean isHidden() {
            return command instanceof Command.OfProgram of && !of.command().isShown();
        }

        Optional<Node> child(String word) {
            return Optional.ofNullable(children.get(word));
        }

        /** Lists the commands of this word and all that follow it. */
        List<Command> commands() {
            List<Command> commands = new ArrayList<>();
            collect(commands);
            return commands;
        }

        private void collect(List<Command> commands) {
            command().ifPresent(commands::add);
            children().values().forEach(child -> child.collect(commands));
        }
    }
}
