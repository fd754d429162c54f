package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.List;

/** Something the words of a command line name. */
sealed interface Command {
    /**
     * Gives the words.
     *
     * @return noun to verb
     */
    List<String> words();

    /**
     * Gives the heading.
     *
     * @return a few words
     */
    String title();

    /**
     * Gives the heading of what it belongs to.
     *
     * @return a few words
     */
    String group();

    /**
     * A tool of the catalogue.
     *
     * @param entry the tool with where it belongs
     */
    record OfTool(Catalog.Entry entry) implements Command {
        @Override
        public List<String> words() {
            return entry.tool().command();
        }

        @Override
        public String title() {
            return entry.tool().title();
        }

        @Override
        public String group() {
            return entry.area().title();
        }
    }

    /**
     * What the program knows by itself.
     *
     * @param command its declaration
     */
    record OfProgram(ProgramCommand command) implements Command {
        @Override
        public List<String> words() {
            return command.words();
        }

        @Override
        public String title() {
            return command.title();
        }

        @Override
        public String group() {
            return "This Program";
        }
    }
}
