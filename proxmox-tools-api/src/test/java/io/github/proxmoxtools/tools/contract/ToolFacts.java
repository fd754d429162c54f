package io.github.proxmoxtools.tools.contract;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolSchemas;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.OneOf;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What others see of a tool, as its golden file holds it. */
final class ToolFacts {
    private ToolFacts() {}

    static Map<String, Object> of(Catalog.Entry entry) {
        Tool tool = entry.tool();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", tool.name());
        facts.put("toolset", entry.toolset() + "." + entry.area().name());
        facts.put("command", String.join(" ", tool.command()));
        facts.put("class", tool.safety().name().toLowerCase(Locale.ROOT));
        put(facts, "destroysWhen", tool.destroysWhen().stream().map(Condition::words).toList());
        facts.put("title", tool.title());
        facts.put("description", tool.description());
        put(facts, "versions", versions(tool.versions()));
        put(facts, "calls", tool.action().endpoints().stream().map(ToolFacts::call).toList());
        facts.put("outcome", tool.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        put(facts, "columns", tool.outcome().columns().stream()
                .map(column -> column.name() + (column.unit().words().isEmpty() ? "" : " in " + column.unit().words()))
                .toList());
        put(facts, "aliases", aliases(tool));
        put(facts, "secrets", tool.params().stream().filter(Param::isSecret).map(Param::name).toList());
        put(facts, "rules", tool.oneOfs().stream().map(OneOf::words).toList());
        facts.put("inputSchema", ToolSchemas.input(tool));
        return facts;
    }

    private static String call(Endpoint endpoint) {
        return endpoint + (endpoint.fixed().isEmpty() ? "" : " with " + endpoint.fixed())
                + (endpoint.keeping().isEmpty() ? "" : " keeping " + endpoint.keeping())
                + endpoint.when().map(condition -> " when " + condition.words()).orElse("");
    }

    private static List<String> versions(Versions versions) {
        List<String> words = new ArrayList<>();
        versions.since().ifPresent(version -> words.add("since " + version));
        versions.until().ifPresent(version -> words.add("until " + version));
        return words;
    }

    private static Map<String, Object> aliases(Tool tool) {
        Map<String, Object> aliases = new LinkedHashMap<>();
        tool.params().stream().filter(param -> !param.aliases().isEmpty())
                .forEach(param -> aliases.put(param.name(), param.aliases()));
        return aliases;
    }

    private static void put(Map<String, Object> facts, String name, Object value) {
        if (!value.equals(List.of()) && !value.equals(Map.of())) {
            facts.put(name, value);
        }
    }
}
