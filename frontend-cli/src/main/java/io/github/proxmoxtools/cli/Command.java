package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Seal;
import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.ParamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
     * @param words noun to verb
     * @param title a few words
     * @param fixed what the words say already, by the parameters' names
     */
    record OfTool(Catalog.Entry entry, List<String> words, String title, Map<String, String> fixed)
            implements
                Command {
        OfTool(Catalog.Entry entry) {
            this(entry, entry.tool().command(), entry.tool().title(), Map.of());
        }

        /** Lists the commands of a tool: its own, and of one that calls anything, a shorter one for each method. */
        static List<OfTool> all(Catalog.Entry entry) {
            List<OfTool> all = new ArrayList<>(List.of(new OfTool(entry)));
            if (entry.tool().action() instanceof Action.Raw raw
                    && raw.method().type() instanceof ParamType.Choice choice) {
                choice.values().stream().filter(method -> Seal.ofThisBuild().sends(HttpMethod.valueOf(method)))
                        .forEach(method -> all.add(shorter(entry, raw.method().name(), method)));
            }
            return all;
        }

        private static OfTool shorter(Catalog.Entry entry, String parameter, String method) {
            List<String> words = new ArrayList<>(entry.tool().command());
            words.set(words.size() - 1, method.toLowerCase(Locale.ROOT));
            return new OfTool(entry, List.copyOf(words), entry.tool().title() + " with " + method,
                    Map.of(parameter, method));
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
