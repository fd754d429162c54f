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

    /**
     * An option of what the command line knows by itself.
     *
     * @param name its name without dashes
     * @param label its value in help
     * @param description a sentence
     */
    record Option(String name, String label, String description) {}

    /** What the command line knows by itself. */
    enum BuiltIn implements Command {
        /** Compares APIs. */
        API_AUDIT("api audit", "Audit the API",
                "Counts namespaces, routes and methods of an API, how many of them a loaded tool calls, and what was added "
                        + "and removed against the built-in versions. What has no tool is reachable by 'api call'. Connects "
                        + "only for --from server.") {
            @Override
            List<Option> options() {
                return List.of(
                        new Option("from", "WHICH",
                                "7.4, 8.4 or 9.2 (default): the built-in index; server: the connected host's own "
                                        + "description; else a file, such as a copy of "
                                        + "/usr/share/pve-docs/api-viewer/apidoc.js."),
                        new Option("release", "VERSION", "Which release a file describes; the file does not say."));
            }
        },
        /** Shows the settings. */
        CONFIG_EXPLAIN("config explain", "Explain Settings",
                "Shows every setting with its value and where it comes from; secrets are masked. Connects to nothing."),
        /** Runs a simulated cluster. */
        SIMULATOR("simulator", "Run a Simulated Cluster",
                "Runs a stand-in Proxmox VE cluster on 127.0.0.1 until Ctrl-C or the end of its input. Prints the settings that "
                        + "reach it as KEY=VALUE lines. Needs an image with the simulator.") {
            @Override
            List<Option> options() {
                return List.of(
                        new Option("port", "PORT",
                                "Port of the first node; the others take the next ones. Any free ports unless given."),
                        new Option("profile", "VERSION", "Version that it pretends to be: 7.4, 8.4 or 9.2 (default)."),
                        new Option("nodes", "COUNT", "How many nodes (3)."),
                        new Option("guests", "COUNT", "How many guests; as many as the seed has unless given."),
                        new Option("seed", "NAME", "What is on it at first: empty, small (default), ha or large."),
                        new Option("speed", "FACTOR", "How many times faster than real ones tasks are (1)."));
            }
        },
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

        List<Option> options() {
            return List.of();
        }
    }
}
