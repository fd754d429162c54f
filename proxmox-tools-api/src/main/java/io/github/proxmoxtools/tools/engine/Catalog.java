package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tools that are loaded and may be used, sorted by name; made only as far as they are asked for. */
public final class Catalog {
    private static final Selection OF_THIS_BUILD = Selection.ALL.within(Engine.ceilingOfThisBuild());

    private final List<Part> parts;
    private final Map<String, Entry> known = new ConcurrentHashMap<>();
    private volatile @Nullable List<Entry> all;

    private Catalog(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private Catalog(List<Part> parts, List<Entry> entries) {
        this(parts);
        this.all = sorted(entries);
        entries.forEach(entry -> known.put(entry.tool().name(), entry));
    }

    private record Part(String toolset, Area area) {
        Stream<Entry> entries() {
            return area.tools().stream().map(tool -> new Entry(toolset, area, tool)).filter(OF_THIS_BUILD::wants);
        }
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
     * @return the catalogue of all their tools; two that claim the same name are noticed when both are made
     * @throws CatalogException if there is none, or two toolsets claim the same name
     */
    public static Catalog discover() {
        List<Toolset> toolsets = new ArrayList<>();
        providers().forEach(toolsets::add);
        return lazy(toolsets);
    }

    /** Looking through a class path that is empty takes longer than all the rest. */
    private static ServiceLoader<Toolset> providers() {
        ModuleLayer layer = Catalog.class.getModule().getLayer();
        return layer != null && System.getProperty("java.class.path", "").isEmpty()
                ? ServiceLoader.load(layer, Toolset.class)
                : ServiceLoader.load(Toolset.class, Catalog.class.getClassLoader());
    }

    /**
     * Makes a catalogue of given toolsets.
     *
     * @param toolsets at least one
     * @return the catalogue of all their tools
     * @throws CatalogException if there is none, or two claim the same name
     */
    public static Catalog of(Collection<? extends Toolset> toolsets) {
        Catalog catalog = lazy(toolsets);
        catalog.entries();
        return catalog;
    }

    /**
     * Makes a catalogue of given toolsets that makes tools only when they are asked for.
     *
     * @param toolsets at least one
     * @return the catalogue; two tools that claim the same name are noticed when both are made
     * @throws CatalogException if there is none, or two toolsets claim the same name
     */
    public static Catalog lazy(Collection<? extends Toolset> toolsets) {
        List<Part> parts = new ArrayList<>();
        for (Toolset toolset : toolsets) {
            toolset.areas().forEach(area -> parts.add(new Part(toolset.name(), area)));
        }
        if (parts.isEmpty()) {
            throw CatalogException.empty();
        }
        new DuplicateCheck().ofToolsets(toolsets);
        return new Catalog(parts);
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
        List<Entry> left = entries().stream().filter(selection::wants).toList();
        if (left.isEmpty()) {
            throw new CatalogException("The selection leaves no tool. Loaded toolsets: " + toolsets());
        }
        return new Catalog(left.stream().map(entry -> new Part(entry.toolset(), entry.area())).distinct().toList(),
                left);
    }

    /**
     * Lists the tools with where they belong.
     *
     * @return sorted by name
     * @throws CatalogException if two claim the same name or command, or there is none
     */
    public List<Entry> entries() {
        List<Entry> entries = all;
        if (entries == null) {
            entries = made(parts);
            all = entries;
        }
        return entries;
    }

    /**
     * Lists the first words of all commands, without making a tool.
     *
     * @return sorted
     */
    public NavigableSet<String> nouns() {
        NavigableSet<String> nouns = new TreeSet<>();
        List<Entry> entries = all;
        if (entries == null) {
            parts.forEach(part -> nouns.addAll(part.area().nouns()));
        } else {
            entries.forEach(entry -> nouns.add(entry.tool().command().get(0)));
        }
        return nouns;
    }

    /**
     * Lists the tools whose command begins with a word, and makes no others than those of their areas.
     *
     * @param noun such as {@code vm}
     * @return sorted by name; empty where there is none
     * @throws CatalogException if two of them claim the same name or command
     */
    public List<Entry> entriesOf(String noun) {
        List<Entry> entries = all;
        if (entries == null) {
            entries = made(parts.stream().filter(part -> part.area().nouns().contains(noun)).toList());
        }
        return entries.stream().filter(entry -> entry.tool().command().get(0).equals(noun)).toList();
    }

    private List<Entry> made(List<Part> some) {
        List<Entry> entries = some.stream().flatMap(Part::entries).toList();
        if (entries.isEmpty() && some.size() == parts.size()) {
            throw CatalogException.empty();
        }
        new DuplicateCheck().of(entries);
        entries.forEach(this::learn);
        return sorted(entries);
    }

    /** Areas are made one after the other: a tool must not take the place of one that was found before. */
    private void learn(Entry entry) {
        Entry before = known.putIfAbsent(entry.tool().name(), entry);
        if (before != null && before.tool() != entry.tool()) {
            DuplicateCheck.refuseName(before, entry);
        }
    }

    private static List<Entry> sorted(List<Entry> entries) {
        return entries.stream().sorted(Catalog::byName).toList();
    }

    private static int byName(Entry one, Entry other) {
        return one.tool().name().compareTo(other.tool().name());
    }

    /**
     * Lists the tools.
     *
     * @return sorted by name
     */
    public List<Tool> tools() {
        return entries().stream().map(Entry::tool).toList();
    }

    /**
     * Lists the loaded toolsets.
     *
     * @return sorted names
     */
    public List<String> toolsets() {
        return parts.stream().map(Part::toolset).distinct().sorted().toList();
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
        Entry entry = known.get(name);
        return entry == null && all == null
                ? entries().stream().filter(one -> one.tool().name().equals(name)).findFirst()
                : Optional.ofNullable(entry);
    }

    /**
     * Judges a call of the API by the tool that sends it just so.
     *
     * @param method the HTTP method
     * @param segments the decoded path
     * @param parameters what is sent
     * @return the class of that tool; otherwise GET reads and everything else destroys
     */
    Safety safetyOfCall(String method, List<String> segments, List<Parameter> parameters) {
        return new RawCallClass(tools()).of(method, segments, parameters);
    }
}
