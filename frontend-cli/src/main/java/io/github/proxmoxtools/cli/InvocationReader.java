package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.options.ConnectionSecrets;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Nearest;
import io.github.proxmoxtools.cli.text.Usage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Finds the words of the command among the global options that may stand before and between them. */
final class InvocationReader {
    private final Deque<String> left;
    private final Globals globals;

    /**
     * Makes a reader.
     *
     * @param arguments the command line
     * @param globals receives the global options
     */
    InvocationReader(List<String> arguments, Globals globals) {
        this.left = new ArrayDeque<>(arguments);
        this.globals = globals;
    }

    /** Reads global options up to the next word. */
    void readOptions() {
        while (!left.isEmpty() && left.getFirst().startsWith("-")) {
            readOption(left.removeFirst());
        }
    }

    /** Gives the word that comes next, if there is one. */
    Optional<String> nextWord() {
        return Optional.ofNullable(left.peekFirst());
    }

    /** Gives the topic that {@code help} is asked for. */
    Optional<HelpTopic> topic() {
        Iterator<String> words = left.iterator();
        return words.hasNext() && words.next().equals("help") && words.hasNext()
                ? HelpTopic.named(words.next())
                : Optional.empty();
    }

    private void readOption(String argument) {
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        String name = equals < 0 ? argument : argument.substring(0, equals);
        ConnectionSecrets.refuse(name);
        GlobalOption option = GlobalOption.named(name)
                .orElseThrow(() -> Usage.error("There is no option " + name + " before the command's words",
                        Nearest.asQuestion(name, GlobalOption.allNames())));
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw Usage.error(name + " takes no value");
            }
            globals.set(option, "");
        } else if (equals >= 0) {
            globals.set(option, argument.substring(equals + 1));
        } else if (left.isEmpty()) {
            throw Usage.error(name + " needs a value: " + option.label());
        } else {
            globals.set(option, left.removeFirst());
        }
    }

    /**
     * Follows the words as far as they lead.
     *
     * @param tree the commands
     * @return the cut command line
     */
    Invocation readWords(CommandTree tree) {
        CommandTree.Node node = tree.root();
        while (!left.isEmpty()) {
            String word = left.getFirst();
            Optional<CommandTree.Node> child = node.child(word);
            if (child.isPresent()) {
                node = child.get();
                left.removeFirst();
            } else if (node == tree.root() && word.equals("help")) {
                globals.set(GlobalOption.HELP, "");
                left.removeFirst();
            } else if (node.command().isPresent()) {
                break;
            } else {
                throw unknown(tree, node);
            }
            if (node.command().isPresent() && node.children().isEmpty()) {
                break;
            }
            if (node.command().isEmpty()) {
                readOptions();
            }
        }
        return new Invocation(node, globals, List.copyOf(left));
    }

    private RuntimeException unknown(CommandTree tree, CommandTree.Node node) {
        String before = node.words().isEmpty() ? "" : String.join(" ", node.words()) + " ";
        List<String> meant = new MeantCommands(tree.whole().root(), node, List.copyOf(left)).find();
        String question = meant.isEmpty() ? "" : "Did you mean '" + String.join("' or '", meant) + "'? ";
        return Usage.error("There is no command '" + before + CellText.clean(left.getFirst()) + "'",
                question + "'proxmox " + before + "--help' lists the commands.");
    }
}
