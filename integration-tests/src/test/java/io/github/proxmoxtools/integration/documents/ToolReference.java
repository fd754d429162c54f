package io.github.proxmoxtools.integration.documents;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.OneOf;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The catalogue in words: an overview, a page for each area, and what all tools have in common. */
final class ToolReference {
    private static final String PAGES = "tools/";

    private final Map<String, List<Catalog.Entry>> areas = new TreeMap<>();
    private final List<Tool> tools;

    ToolReference(Catalog catalog) {
        catalog.entries().forEach(entry -> areas.computeIfAbsent(entry.toolset() + "." + entry.area().name(),
                place -> new ArrayList<>()).add(entry));
        tools = catalog.tools();
    }

    String overview() {
        StringBuilder text = new StringBuilder("There are ").append(tools.size()).append(" tools.\n");
        areas.forEach((place, entries) -> {
            text.append("\n## [").append(title(entries)).append("](").append(PAGES).append(file(place)).append(") (`")
                    .append(place).append("`)\n\n| tool | command | class |\n|---|---|---|\n");
            entries.forEach(entry -> row(text, "[`" + entry.tool().name() + "`](" + PAGES + file(place) + "#"
                    + entry.tool().name() + ")", "`" + command(entry.tool()) + "`", safety(entry.tool())));
        });
        return text.toString();
    }

    /** Gives each area's page by its file's name. */
    Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        areas.forEach((place, entries) -> {
            StringBuilder text = new StringBuilder("# ").append(title(entries)).append("\n\nThe area `").append(place)
                    .append("` of the [tools](../tools.md). This page is generated.\n");
            entries.forEach(entry -> describe(text, entry.tool()));
            pages.put(file(place), text.toString());
        });
        return pages;
    }

    /** Says which tools list in parts, and what their own paging means. */
    String paging() {
        StringBuilder text = new StringBuilder("| tool | what it pages | what `start` and `limit` mean there |\n"
                + "|---|---|---|\n");
        for (Tool tool : tools) {
            String own = tool.params().stream().filter(ToolReference::pages)
                    .map(param -> "`" + param.name() + "`: " + param.description()).collect(Collectors.joining(" "));
            if (!own.isEmpty() || tool.outcome() instanceof Outcome.Listing) {
                row(text, "`" + tool.name() + "`", tool.outcome() instanceof Outcome.Listing ? "`view`" : "",
                        own.isEmpty() ? "has neither" : own);
            }
        }
        return text.toString();
    }

    private static boolean pages(Param<?> param) {
        return List.of("start", "limit", "max", "lastentries").contains(param.name())
                && param.type() instanceof ParamType.Whole;
    }

    /** Says where {@code start} is a yes or no. */
    String starts() {
        StringBuilder text = new StringBuilder("| tool | `start` |\n|---|---|\n");
        for (Tool tool : tools) {
            tool.params().stream().filter(param -> param.name().equals("start")
                    && !(param.type() instanceof ParamType.Whole))
                    .forEach(param -> row(text, "`" + tool.name() + "`", param.description()));
        }
        return text.toString();
    }

    String aliases() {
        StringBuilder text = new StringBuilder("| tool | parameter | also accepted |\n|---|---|---|\n");
        for (Tool tool : tools) {
            tool.params().stream().filter(param -> !param.aliases().isEmpty()).forEach(param -> row(text,
                    "`" + tool.name() + "`", "`" + param.name() + "`", code(param.aliases())));
        }
        return text.toString();
    }

    private static String title(List<Catalog.Entry> entries) {
        return entries.getFirst().area().title();
    }

    private static String file(String place) {
        return place + ".md";
    }

    private static String command(Tool tool) {
        return "proxmox " + String.join(" ", tool.command());
    }

    private static void describe(StringBuilder text, Tool tool) {
        text.append("\n## `").append(tool.name()).append("`\n\n`").append(command(tool)).append("` · ")
                .append(safety(tool)).append(versions(tool.versions())).append("\n\n").append(tool.description())
                .append('\n');
        if (!tool.params().isEmpty() || tool.acceptsOfficialParameters()) {
            text.append("\n| parameter | | what |\n|---|---|---|\n");
            tool.params().forEach(param -> describe(text, tool, param));
            if (tool.acceptsOfficialParameters()) {
                row(text, "*any official one*", "", "By Proxmox VE's name; checked before it is sent.");
            }
        }
        tool.oneOfs().stream().map(OneOf::words).forEach(rule -> text.append("\nRule: ").append(rule).append(".\n"));
        text.append("\nReturns: ").append(outcome(tool)).append('\n');
        if (!tool.action().endpoints().isEmpty()) {
            text.append("\nCalls: ").append(code(tool.action().endpoints().stream().map(Object::toString).distinct()
                    .toList())).append('\n');
        }
    }

    private static void describe(StringBuilder text, Tool tool, Param<?> param) {
        String secret = param.isSecret() ? "Secret." : "";
        String aliases = param.aliases().isEmpty() ? "" : "Also accepted: " + code(param.aliases()) + ".";
        row(text, "`" + param.name() + "`", tool.needs(param) ? "required" : "",
                List.of(param.description(), limits(param.type()), secret, versions(param.versions()).strip(), aliases)
                        .stream().filter(words -> !words.isEmpty()).collect(Collectors.joining(" ")));
    }

    private static String limits(ParamType type) {
        return switch (type) {
            case ParamType.Whole whole -> range(whole.minimum().stream().boxed().findFirst(),
                    whole.maximum().stream().boxed().findFirst());
            case ParamType.Decimal decimal -> range(decimal.minimum(), decimal.maximum());
            case ParamType.Choice choice -> "One of " + code(choice.values()) + ".";
            case ParamType.Flag flag -> "Yes or no.";
            case ParamType.PropertyString string -> "A property string.";
            default -> "";
        };
    }

    private static String range(Optional<? extends Number> minimum, Optional<? extends Number> maximum) {
        if (minimum.isEmpty() && maximum.isEmpty()) {
            return "";
        }
        return "A number" + minimum.map(least -> " from " + least).orElse("")
                + maximum.map(most -> " to " + most).orElse("") + ".";
    }

    private static String outcome(Tool tool) {
        return switch (tool.outcome()) {
            case Outcome.Task task -> "a task, followed to its end unless `wait` says no.";
            case Outcome.Listing listing -> "a list" + fields(listing.columns());
            case Outcome.Data data -> "data" + fields(data.columns());
            case Outcome.Program program -> "data" + fields(program.columns());
            case Outcome.Done done -> "nothing but that it was done.";
        } + (tool.waits() && !(tool.outcome() instanceof Outcome.Task)
                ? " It waits unless `wait` says no."
                : "")
                + (tool.showsForeignText() ? " Guests or users may have written parts of it." : "");
    }

    private static String fields(List<Column> columns) {
        return columns.isEmpty()
                ? "."
                : "; fields: " + columns.stream().map(column -> "`" + column.name() + "`"
                        + (column.unit().words().isEmpty() ? "" : " (" + column.unit().words() + ")"))
                        .collect(Collectors.joining(", ")) + ".";
    }

    private static String safety(Tool tool) {
        String word = word(tool.safety());
        if (tool.action() instanceof Action.Raw || tool.action() instanceof Action.RawUpload) {
            return word + " (by what it calls)";
        }
        return tool.destroysWhen().isEmpty()
                ? word
                : word + " (destroy with " + tool.destroysWhen().stream().map(Condition::words)
                        .collect(Collectors.joining(", ")) + ")";
    }

    private static String versions(Versions versions) {
        return versions.since().map(version -> " Since Proxmox VE " + version + ".").orElse("")
                + versions.until().map(version -> " Gone in Proxmox VE " + version + ".").orElse("");
    }

    private static String code(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> safety) {
        return safety.name().toLowerCase(Locale.ROOT);
    }

    static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells).replace("\n", " ")).append(" |\n");
    }
}
