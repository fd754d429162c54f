package io.github.proxmoxtools.tools.spi;

/**
 * The calls and the outcome of tools that differ in name and words only, such as those of VMs and of containers.
 *
 * <p>{@link Tool.Acting#does} closes a declaration with it.
 */
@FunctionalInterface
public interface Shape {
    /**
     * Closes a declaration.
     *
     * @param declaration what has its safety class, command words, title and description
     * @return the tool
     */
    Tool close(Tool.Acting declaration);
}
