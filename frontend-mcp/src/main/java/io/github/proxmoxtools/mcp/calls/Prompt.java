package io.github.proxmoxtools.mcp.calls;

import java.util.List;

/**
 * A question that people can choose, which comes with the facts to answer it.
 *
 * @param name its name for programs
 * @param title its name for people
 * @param description what it is about
 * @param arguments what it asks for
 */
public record Prompt(String name, String title, String description, List<Argument> arguments) {
    /**
     * Something that a prompt asks for.
     *
     * @param name its name
     * @param description what it is
     * @param required whether it cannot be left out
     */
    public record Argument(String name, String description, boolean required) {}
}
