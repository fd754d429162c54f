package io.github.proxmoxtools.cli.text;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what the engine says of tools and of the shape of lists into the words of the command line. */
public final class CommandNames {
    private static final Pattern TOOL = Pattern.compile("\\bproxmox_[a-z0-9_]+");
    /** A tool for one guest and no other argument: a whole command. */
    private static final Pattern TOOL_FOR_A_GUEST = Pattern
            .compile("\\b(?<tool>proxmox_[a-z0-9_]+) with vmid (?<vmid>\\d+)\\b(?! and )");
    private static final Pattern TOOL_THAT_CLEARS_A_FLAG = Pattern
            .compile("\\b(?<tool>proxmox_[a-z0-9_]+) with vmid (?<vmid>\\d+) and (?<flag>[a-z]+) false\\b");
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
        String cleared = TOOL_THAT_CLEARS_A_FLAG.matcher(text).replaceAll(match -> Matcher.quoteReplacement(
                command(match.group("tool"), " " + match.group("vmid") + " --no-" + match.group("flag"))
                        .orElse(match.group())));
        String whole = TOOL_FOR_A_GUEST.matcher(cleared).replaceAll(match -> Matcher.quoteReplacement(
                command(match.group("tool"), " " + match.group("vmid")).orElse(match.group())));
        return TOOL.matcher(whole).replaceAll(match -> Matcher.quoteReplacement(
                command(match.group(), "").orElse(match.group())));
    }

    private Optional<String> command(String name, String arguments) {
        return catalog.get().find(name)
                .map(tool -> "'proxmox " + String.join(" ", tool.command()) + arguments + "'");
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
