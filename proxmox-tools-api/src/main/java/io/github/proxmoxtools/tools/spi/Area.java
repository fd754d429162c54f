package io.github.proxmoxtools.tools.spi;

import java.util.List;

/**
 * A part of a toolset that can be chosen on its own, such as {@code firewall} in {@code infra}.
 *
 * @param name lower-case words joined by {@code -}, unique within its toolset
 * @param title heading for people
 * @param tools the area's tools
 */
public record Area(String name, String title, List<Tool> tools) {
    /** Copies the list, so that an area never changes. */
    public Area {
        tools = List.copyOf(tools);
    }

    /**
     * Makes an area of some tools.
     *
     * @param name lower-case words joined by {@code -}
     * @param title heading for people
     * @param tools the area's tools
     * @return the area
     */
    public static Area of(String name, String title, Tool... tools) {
        return new Area(name, title, List.of(tools));
    }
}
