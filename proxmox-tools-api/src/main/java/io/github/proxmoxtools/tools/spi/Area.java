package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of a toolset that can be chosen on its own, such as {@code firewall} in {@code infra}.
 *
 * <p>Its tools may be made only when somebody asks for them, so that a command of one area does not pay for the others.
 */
public final class Area {
    private final String name;
    private final String title;
    private final Set<String> nouns;
    private final Supplier<List<Tool>> source;
    private volatile @Nullable List<Tool> tools;

    private Area(String name, String title, Set<String> nouns, Supplier<List<Tool>> source) {
        this.name = name;
        this.title = title;
        this.nouns = Set.copyOf(nouns);
        this.source = source;
    }

    /**
     * Makes an area of some tools.
     *
     * @param name lower-case words joined by {@code -}, unique within its toolset
     * @param title heading for people
     * @param tools the area's tools
     * @return the area
     */
    public static Area of(String name, String title, Tool... tools) {
        List<Tool> all = List.of(tools);
        Set<String> nouns = new LinkedHashSet<>();
        all.forEach(tool -> nouns.add(tool.command().get(0)));
        return new Area(name, title, nouns, () -> all);
    }

    /**
     * Makes an area whose tools are made when they are asked for.
     *
     * @param name lower-case words joined by {@code -}, unique within its toolset
     * @param title heading for people
     * @param nouns the first command words of all its tools
     * @param tools makes them; asked seldom, and always with the same answer
     * @return the area
     */
    public static Area of(String name, String title, Set<String> nouns, Supplier<List<Tool>> tools) {
        return new Area(name, title, nouns, tools);
    }

    /**
     * Names the area.
     *
     * @return lower-case words joined by {@code -}
     */
    public String name() {
        return name;
    }

    /**
     * Gives the heading for people.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * Gives the first command words of its tools, without making them.
     *
     * @return at least one
     */
    public Set<String> nouns() {
        return nouns;
    }

    /**
     * Gives its tools.
     *
     * @return in the order of the declaration
     * @throws DeclarationException if a tool's command begins with a word that was not announced
     */
    public List<Tool> tools() {
        List<Tool> made = tools;
        if (made == null) {
            made = List.copyOf(source.get());
            made.forEach(this::refuseUnannounced);
            tools = made;
        }
        return made;
    }

    private void refuseUnannounced(Tool tool) {
        String noun = tool.command().get(0);
        if (!nouns.contains(noun)) {
            throw new DeclarationException(
                    tool.name() + ": the command begins with '" + noun + "', but the area '" + name
                            + "' announces only " + nouns);
        }
    }
}
