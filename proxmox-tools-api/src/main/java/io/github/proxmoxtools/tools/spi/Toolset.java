package io.github.proxmoxtools.tools.spi;

import java.util.List;

/**
 * A domain's tools, discovered by any frontend whose module path holds them.
 *
 * <p>An implementation is named in its module's {@code provides}; it has a public constructor without parameters and
 * does nothing until it is asked.
 */
public interface Toolset {
    /**
     * Names the toolset.
     *
     * @return lower-case word, unique among the loaded toolsets, such as {@code vm}
     */
    String name();

    /**
     * Describes the domain in one line.
     *
     * @return text for people and agents
     */
    String description();

    /**
     * Lists the areas of the domain with their tools.
     *
     * @return at least one area
     */
    List<Area> areas();
}
