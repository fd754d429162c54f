package io.github.proxmoxtools.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said after a command's words.
 *
 * @param values the texts of each option or argument that was given, by its name without dashes; a flag has one empty text
 */
public record Given(Map<String, List<String>> values) {
    /** Copies the map. */
    public Given {
        values = Map.copyOf(values);
    }

    /**
     * Tells whether something was given.
     *
     * @param name of an option or argument, without dashes
     * @return whether it was
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Gives a text.
     *
     * @param name of an option or argument, without dashes
     * @return what was given last
     */
    public Optional<String> text(String name) {
        List<String> texts = all(name);
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts.getLast());
    }

    /**
     * Gives the text of what must be given.
     *
     * @param name of a required argument
     * @return what was given
     */
    public String one(String name) {
        return all(name).getFirst();
    }

    /**
     * Gives all texts.
     *
     * @param name of an option or argument, without dashes
     * @return in the order they were given
     */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
