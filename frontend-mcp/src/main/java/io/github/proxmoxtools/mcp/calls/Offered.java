package io.github.proxmoxtools.mcp.calls;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the list that clients see.
 *
 * @param name its name
 * @param title its name for people
 * @param description what it does
 * @param input the JSON Schema of its arguments
 * @param output the JSON Schema of its answers, failures included
 * @param hints what a client may assume of it
 * @param order what a call with given arguments comes to
 */
public record Offered(String name, String title, String description, Map<String, Object> input,
        Map<String, Object> output, ToolHints hints, Function<Map<String, @Nullable Object>, Order> order) {}
