package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which of the loaded tools are offered.
 *
 * @param toolsets toolsets ({@code infra}) or areas ({@code infra.firewall}); empty for all
 * @param tools names of tools to offer besides the toolsets; alone they are the only ones
 * @param exclude names of tools, toolsets or areas to leave out
 * @param access the highest class that may be used; tools above it are not offered
 */
public record Selection(Set<String> toolsets, Set<String> tools, Set<String> exclude, Safety access) {
    /** Everything. */
    public static final Selection ALL = new Selection(Set.of(), Set.of(), Set.of(), Safety.DESTROY);

    /** Copies the sets. */
    public Selection {
        toolsets = Set.copyOf(toolsets);
        tools = Set.copyOf(tools);
        exclude = Set.copyOf(exclude);
    }

    /**
     * Narrows to a ceiling.
     *
     * @param ceiling the highest class that may be used
     * @return the narrowed selection; never wider than this one
     */
    public Selection within(Safety ceiling) {
        return new Selection(toolsets, tools, exclude, access.within(ceiling) ? access : ceiling);
    }

    boolean wants(Catalog.Entry entry) {
        return entry.tool().safety().within(access) && sendsOnlyReadsWhere(entry) && isChosen(entry)
                && !names(exclude, entry);
    }

    /** A ceiling of read also means that nothing but GET is sent. */
    private boolean sendsOnlyReadsWhere(Catalog.Entry entry) {
        return access != Safety.READ
                || entry.tool().action().endpoints().stream().allMatch(endpoint -> endpoint.verb().reads());
    }

    private boolean isChosen(Catalog.Entry entry) {
        return (toolsets.isEmpty() && tools.isEmpty()) || names(toolsets, entry) || tools.contains(entry.tool().name());
    }

    private static boolean names(Set<String> words, Catalog.Entry entry) {
        return words.contains(entry.toolset()) || words.contains(areaOf(entry)) || words.contains(entry.tool().name());
    }

    private static String areaOf(Catalog.Entry entry) {
        return entry.toolset() + "." + entry.area().name();
    }

    void refuseUnknownNames(Catalog catalog) {
        Set<String> groups = new TreeSet<>(catalog.toolsets());
        catalog.entries().forEach(entry -> groups.add(areaOf(entry)));
        refuse("toolset", toolsets, groups::contains, groups);
        refuse("tool", tools, name -> catalog.find(name).isPresent(), names(catalog));
        Set<String> all = new TreeSet<>(groups);
        all.addAll(names(catalog));
        refuse("tool or toolset", exclude, all::contains, all);
    }

    private static Set<String> names(Catalog catalog) {
        Set<String> names = new TreeSet<>();
        catalog.tools().forEach(tool -> names.add(tool.name()));
        return names;
    }

    private static void refuse(String what, Set<String> words, Predicate<String> known, Set<String> candidates) {
        for (String word : new TreeSet<>(words)) {
            if (!known.test(word)) {
                List<String> near = new ArrayList<>(Suggestions.of(word, candidates, 3));
                throw new CatalogException("There is no " + what + " '" + word + "' among the loaded ones"
                        + (near.isEmpty() ? ": " + candidates : "; did you mean " + String.join(", ", near) + "?"));
            }
        }
    }
}
