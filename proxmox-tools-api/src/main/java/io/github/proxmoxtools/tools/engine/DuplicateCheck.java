package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses two toolsets of the same name, and two tools of the same name or the same command words. */
final class DuplicateCheck {
    private final Map<String, Catalog.Entry> names = new HashMap<>();
    private final Map<String, Catalog.Entry> commands = new HashMap<>();

    void ofToolsets(Collection<? extends Toolset> toolsets) {
        Set<String> seen = new HashSet<>();
        for (Toolset toolset : toolsets) {
            if (!seen.add(toolset.name())) {
                throw new CatalogException("Two toolsets are called '" + toolset.name() + "'. Load only one of them.");
            }
        }
    }

    void of(List<Catalog.Entry> entries) {
        for (Catalog.Entry entry : entries) {
            Tool tool = entry.tool();
            refuse("the name " + tool.name(), names.put(tool.name(), entry), entry);
            String words = String.join(" ", tool.command());
            refuse("the command '" + words + "'", commands.put(words, entry), entry);
        }
    }

    static void refuseName(Catalog.Entry first, Catalog.Entry second) {
        refuse("the name " + second.tool().name(), first, second);
    }

    private static void refuse(String what, Catalog.@Nullable Entry first,
            Catalog.Entry second) {
        if (first != null) {
            throw new CatalogException("Two tools claim " + what + ": one of toolset '" + first.toolset()
                    + "' and one of toolset '" + second.toolset() + "'. Load only one of them.");
        }
    }
}
