package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.text.Nearest;
import io.github.proxmoxtools.tools.engine.Suggestions;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the commands that somebody may have meant who said words that lead to none.
 *
 * <p>A command that changes something is named for its meaning or for a slip of the fingers, never for a likeness.
 */
final class MeantCommands {
    private static final int MOST = 3;
    private static final int SHORTEST_BEGINNING = 3;
    private static final int LONG_WORD = 5;
    private static final int FARTHEST_SLIP = 2;

    private final CommandTree.Node root;
    private final CommandTree.Node node;
    private final List<String> left;
    private final String word;

    /**
     * Prepares the search.
     *
     * @param root where all commands begin
     * @param node where the words led
     * @param left what was said after them: at least the word that leads nowhere
     */
    MeantCommands(CommandTree.Node root, CommandTree.Node node, List<String> left) {
        this.root = root;
        this.node = node;
        this.left = left;
        this.word = left.getFirst();
    }

    /** Gives their words, the likeliest first. */
    List<String> find() {
        return Stream.<Supplier<List<String>>>of(() -> meantAt(node), this::meantAnywhere, this::near, this::elsewhere)
                .map(Supplier::get).filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
    }

    private List<String> meantAnywhere() {
        return meantAt(root).stream().filter(words -> words.contains(" ")).toList();
    }

    private List<String> meantAt(CommandTree.Node start) {
        return FieldWords.of(word).stream().flatMap(meaning -> follow(start, meaning, left.subList(1, left.size())))
                .distinct().limit(MOST).toList();
    }

    /** Follows a meaning, and then what was said after its word, which may be such a word again. */
    private static Stream<String> follow(CommandTree.Node start, String meaning, List<String> rest) {
        String[] parts = meaning.split(" ?--", 2);
        CommandTree.Node at = start;
        for (String part : parts[0].isEmpty() ? new String[0] : parts[0].split(" ")) {
            Optional<CommandTree.Node> child = at.child(part);
            if (child.isEmpty()) {
                return Stream.empty();
            }
            at = child.get();
        }
        return parts.length == 1 ? goOn(at, rest) : withOption(at, parts[1]);
    }

    private static Stream<String> goOn(CommandTree.Node at, List<String> rest) {
        if (at.command().isEmpty() && !rest.isEmpty()) {
            List<String> after = rest.subList(1, rest.size());
            List<String> longer = Stream.concat(Stream.of(rest.getFirst()), FieldWords.of(rest.getFirst()).stream())
                    .flatMap(next -> follow(at, next, after)).toList();
            if (!longer.isEmpty()) {
                return longer.stream();
            }
        }
        return Stream.of(String.join(" ", at.words())).filter(words -> !words.isEmpty());
    }

    private static Stream<String> withOption(CommandTree.Node at, String name) {
        return at.command().stream().flatMap(command -> command instanceof Command.OfTool of
                ? option(of.entry().tool(), name).map(option -> String.join(" ", command.words()) + " " + option)
                        .stream()
                : Stream.empty());
    }

    private static Optional<String> option(Tool tool, String name) {
        if (tool.params().stream().map(Param::name).anyMatch(name::equals)) {
            return Optional.of("--" + name);
        }
        return OthersFiller.option(tool, name);
    }

    /** Of what changes something only the nearest word: the one that the fingers slipped from. */
    private List<String> near() {
        Map<String, CommandTree.Node> children = node.children();
        int slip = Math.min(FARTHEST_SLIP, children.keySet().stream().mapToInt(this::slipTo).min().orElse(0));
        List<String> candidates = children.entrySet().stream()
                .filter(child -> isHarmless(child.getValue()) || slipTo(child.getKey()) == slip)
                .map(Map.Entry::getKey).toList();
        return Nearest.of(word, candidates).stream().flatMap(name -> node.child(name).stream())
                .map(child -> String.join(" ", child.words())).toList();
    }

    private static boolean isHarmless(CommandTree.Node child) {
        return child.command().filter(MeantCommands::changes).isEmpty();
    }

    private static boolean changes(Command command) {
        return command instanceof Command.OfTool of && of.entry().tool().highestSafety() != Safety.READ;
    }

    private int slipTo(String name) {
        if (name.startsWith(word) && word.length() >= SHORTEST_BEGINNING) {
            return 0;
        }
        int distance = Suggestions.distance(word, name);
        boolean couldBeAnother = name.length() != word.length() || name.length() < LONG_WORD;
        return distance > 1 && couldBeAnother ? Integer.MAX_VALUE : distance;
    }

    /** Finds commands that say the word in another place, such as {@code start} for {@code vm start}. */
    private List<String> elsewhere() {
        Set<String> said = new LinkedHashSet<>(List.of(word));
        if (node.words().isEmpty()) {
            said.addAll(FieldWords.of(word));
        }
        List<Command> commands = new ArrayList<>(root.commands());
        commands.removeIf(command -> command.words().stream().noneMatch(said::contains) || isOfAnotherNoun(command));
        return commands.stream().sorted(Comparator.comparing(MeantCommands::changes)
                .thenComparingInt(command -> command.words().size())
                .thenComparingInt(command -> Nouns.rank(command.words().getFirst())))
                .limit(MOST).map(command -> String.join(" ", command.words())).toList();
    }

    private boolean isOfAnotherNoun(Command command) {
        return !node.words().isEmpty() && command.words().size() > 1
                && !command.words().getFirst().equals(node.words().getFirst());
    }
}
