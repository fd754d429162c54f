package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what the engine says of tools and of the shape of lists into the words of the command line. */
public final class CommandNames {
    private static final Pattern TOOL = Pattern.compile("\\bproxmox_[a-z0-9_]+");
    private static final Pattern VIEW = Pattern.compile("\\bview\\.(fields|filter|sort|limit|offset)\\b");

    private final Supplier<Catalog> catalog;

    /**
     * Looks tools up.
     *
     * @param catalog asked only where a text names a tool
     */
    public CommandNames(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    /** Names commands in the place of tools. */
    public String in(String text) {
        return TOOL.matcher(text).replaceAll(match -> Matcher.quoteReplacement(catalog.get().find(match.group())
                .map(tool -> "'proxmox " + String.join(" ", tool.command()) + "'").orElse(match.group())));
    }

    /** Does so for what was said of one tool, whose own options come before those of lists. */
    public String in(String text, Tool asked) {
        return VIEW.matcher(in(text)).replaceAll(match -> (takes(asked, match.group(1)) ? "--view-" : "--")
                + match.group(1));
    }

    private static boolean takes(Tool tool, String option) {
        return tool.params().stream().anyMatch(param -> param.name().equals(option));
    }
}
