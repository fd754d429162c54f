package io.github.proxmoxtools.cli.command;

import java.util.List;

/**
 * An option of a command that is no tool.
 *
 * @param names all its names with their dashes, the one it is asked for by last
 * @param label its value in help; empty for a flag
 * @param description a sentence
 * @param repeated whether it may be given several times
 */
public record Option(List<String> names, String label, String description, boolean repeated) {
    /** Copies the list. */
    public Option {
        names = List.copyOf(names);
    }

    /**
     * Makes an option with a value.
     *
     * @param names names with their dashes, joined by blanks, such as {@code "-f --file"}
     * @param label its value in help
     * @param description a sentence
     * @return the option
     */
    public static Option value(String names, String label, String description) {
        return new Option(List.of(names.split(" ")), label, description, false);
    }

    /**
     * Makes an option whose values add up.
     *
     * @param names names with their dashes, joined by blanks
     * @param label its value in help
     * @param description a sentence
     * @return the option
     */
    public static Option values(String names, String label, String description) {
        return new Option(List.of(names.split(" ")), label, description, true);
    }

    /**
     * Makes an option without a value.
     *
     * @param names names with their dashes, joined by blanks
     * @param description a sentence
     * @return the option
     */
    public static Option flag(String names, String description) {
        return new Option(List.of(names.split(" ")), "", description, false);
    }

    /**
     * Gives the name without dashes.
     *
     * @return such as {@code file}
     */
    public String name() {
        return names.getLast().substring(2);
    }
}
