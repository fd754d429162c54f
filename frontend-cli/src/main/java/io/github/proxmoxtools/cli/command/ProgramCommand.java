package io.github.proxmoxtools.cli.command;

import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.List;

/** A command that the program knows by itself, whatever tools are loaded. */
public abstract class ProgramCommand {
    private final String words;
    private final String title;
    private final String description;

    /**
     * Names the command.
     *
     * @param words noun to verb, joined by blanks
     * @param title a heading of a few words
     * @param description sentences for its help page
     */
    protected ProgramCommand(String words, String title, String description) {
        this.words = words;
        this.title = title;
        this.description = description;
    }

    /**
     * Gives the words.
     *
     * @return noun to verb
     */
    public final List<String> words() {
        return List.of(words.split(" "));
    }

    /**
     * Gives the heading.
     *
     * @return a few words
     */
    public final String title() {
        return title;
    }

    /**
     * Explains the command.
     *
     * @return sentences
     */
    public final String description() {
        return description;
    }

    /**
     * Tells whether it belongs to what is loaded.
     *
     * @param catalog the tools
     * @return whether it is there beside them
     */
    public boolean fits(Catalog catalog) {
        return true;
    }

    /**
     * Tells whether it can do anything here; where it cannot, only who names it is told why.
     *
     * @return whether help and completion show it
     */
    public boolean isShown() {
        return true;
    }

    /**
     * Lists what stands without a name.
     *
     * @return in order; only the last may stand several times
     */
    public List<Argument> arguments() {
        return List.of();
    }

    /**
     * Lists the options of its own.
     *
     * @return as help shows them
     */
    public List<Option> options() {
        return List.of();
    }

    /**
     * Says what an option or argument takes, for completion.
     *
     * @param name of an option or argument, without dashes
     * @return by default what its label says: a file, a folder, or anything
     */
    public Values values(String name) {
        for (Option option : options()) {
            if (option.name().equals(name)) {
                return Values.labelled(option.label());
            }
        }
        for (Argument argument : arguments()) {
            if (argument.name().equals(name)) {
                return Values.labelled(argument.label());
            }
        }
        return Values.ANY;
    }

    /**
     * Gives lines that could be typed.
     *
     * @return whole command lines
     */
    public List<String> examples() {
        return List.of();
    }

    /**
     * Runs.
     *
     * @param here what it works with
     * @param given what was said after its words
     * @return the exit code
     */
    public abstract int run(Here here, Given given);
}
