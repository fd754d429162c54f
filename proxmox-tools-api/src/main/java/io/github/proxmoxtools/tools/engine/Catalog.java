package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The tools that are loaded and may be used, sorted by name. */
public final class Catalog {
    private final List<Entry> entries;
    private final Map<String, Entry> byName;

    private Catalog(List<Entry> entries) {
        this.entries = entries.stream().sorted(Comparator.comparing(entry -> entry.tool().name())).toList();
        this.byName = new HashMap<>();
        this.entries.forEach(entry -> byName.put(entry.tool().name(), entry));
    }

    /**
     * A tool with where it belongs.
     *
     * @param toolset its toolset's name
     * @param area its area
     * @param tool the declaration
     */
    public record Entry(String toolset, Area area, Tool tool) {}

    /**
     * Finds every toolset on the module path or class path.
     *
     * @return the catalogue of all their tools
     * @throws CatalogException if there is none, or two claim the same name
     */
    public static Catalog discover() {
        List<Toolset> toolsets = new ArrayList<>();
        ServiceLoader.load(Toolset.class, Catalog.class.getClassLoader()).forEach(toolsets::add);
        return of(toolsets);
    }

    /**
     * Makes a catalogue of given toolsets.
     *
     * @param toolsets at least one
     * @return the catalogue of all their tools
     * @throws CatalogException if there is none, or two claim the same name
     */
    public static Catalog of(Collection<? extends Toolset> toolsets) {
        List<Entry> entries = new ArrayList<>();
        for (Toolset toolset : toolsets) {
            for (Area area : toolset.areas()) {
                area.tools().forEach(tool -> entries.add(new Entry(toolset.name(), area, tool)));
            }
        }
        if (entries.isEmpty()) {
            throw CatalogException.empty();
        }
        DuplicateCheck check = new DuplicateCheck();
        check.ofToolsets(toolsets);
        check.of(entries);
        return new Catalog(entries);
    }

    /**
     * Leaves out what a selection does not want.
     *
     * @param selection what is wanted
     * @return a catalogue that holds only that
     * @throws CatalogException if the selection names what does not exist, or leaves nothing
     */
    public Catalog select(Selection selection) {
        selection.refuseUnknownNames(this);
        List<Entry> left = entries.stream().filter(selection::wants).toList();
        if (left.isEmpty()) {
            throw new CatalogException("The selection leaves no tool. Loaded toolsets: " + toolsets());
        }
        return new Catalog(left);
    }

    /**
     * Lists the tools with where they belong.
     *
     * @return sorted by name
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Lists the tools.
     *
     * @return sorted by name
     */
    public List<Tool> tools() {
        return entries.stream().map(Entry::tool).toList();
    }

    /**
     * Lists the loaded toolsets.
     *
     * @return sorted names
     */
    public List<String> toolsets() {
        return entries.stream().map(Entry::toolset).distinct().sorted().toList();
    }

    /**
     * Finds a tool.
     *
     * @param name its published name
     * @return the tool, if it is loaded
     */
    public Optional<Tool> find(String name) {
        return entry(name).map(Entry::tool);
    }

    /**
     * Finds a tool with where it belongs.
     *
     * @param name its published name
     * @return the entry, if it is loaded
     */
    public Optional<Entry> entry(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Names tools that a misspelt name may have meant.
     *
     * @param name what was asked for
     * @return up to three names
     */
    public List<String> suggest(String name) {
        return Suggestions.of(name, byName.keySet(), 3);
    }

    /**
     * Judges a call of the API by the tool that declares it.
     *
     * @param method the HTTP method
     * @param segments the decoded path
     * @return the class of the declaring tool; otherwise GET reads and everything else destroys
     */
    Safety safetyOfCall(String method, List<String> segments) {
        return new RawCallClass(tools()).of(method, segments);
    }
}
