package io.github.proxmoxtools.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;

/** One argument of a tool on the command line: what is parsed for it, and how that becomes the argument. */
interface Filler {
    /**
     * Lists what is parsed.
     *
     * @return options, or a single positional
     */
    List<ArgSpec> specs();

    /**
     * Puts what was parsed.
     *
     * @param arguments receives the argument, if it was given
     */
    void fill(Map<String, @Nullable Object> arguments);

    /**
     * Puts what was parsed, and neither asks for more nor reads it: for what is refused before anybody is asked.
     *
     * @param arguments receives the argument, if the command line tells it
     */
    default void fillFromLine(Map<String, @Nullable Object> arguments) {
        fill(arguments);
    }
}
