package io.github.proxmoxtools.cli;

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

    /** What the command line knows by itself. */
    enum BuiltIn implements Command {
        /** Shows the settings. */
        CONFIG_EXPLAIN("config explain", "Explain Settings",
                "Shows every setting with its value and where it comes from; secrets are masked. Connects to nothing."),
        /** Shows versions. */
        VERSION("version", "Show Versions",
                "Shows the version of this program, of Java, and the toolsets that are loaded. Connects to nothing.");

        private final String words;
        private final String title;
        private final String description;

        BuiltIn(String words, String title, String description) {
            this.words = words;
            this.title = title;
            this.description = description;
        }

        @Override
        public List<String> words() {
            return List.of(words.split(" "));
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public String group() {
            return "This Program";
        }

        String description() {
            return description;
        }
    }
}
