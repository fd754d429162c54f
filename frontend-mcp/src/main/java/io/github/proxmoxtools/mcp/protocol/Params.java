package io.github.proxmoxtools.mcp.protocol;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the params of a request before the SDK does.
 *
 * <p>The SDK takes some wrong values for others, and answers the rest with an internal error that tells of its classes.
 */
final class Params {
    private static final Shape TEXT = new Text(Set.of());
    private static final Shape OBJECT = new Members(List.of());
    private static final Shape ADDRESSED = new Members(List.of(must("uri", new Address())));
    private static final Shape LISTED = new Members(List.of(may("cursor", TEXT)));
    private static final Shape LEVEL = new Text(
            Set.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"));
    private static final Shape META = new Members(List.of(may("progressToken", new Id())));

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry(McpSchema.METHOD_INITIALIZE, greeting()), Map.entry(McpSchema.METHOD_TOOLS_LIST, LISTED),
            Map.entry(McpSchema.METHOD_RESOURCES_LIST, LISTED),
            Map.entry(McpSchema.METHOD_RESOURCES_TEMPLATES_LIST, LISTED),
            Map.entry(McpSchema.METHOD_PROMPT_LIST, LISTED), Map.entry(McpSchema.METHOD_RESOURCES_READ, ADDRESSED),
            Map.entry(McpSchema.METHOD_RESOURCES_SUBSCRIBE, ADDRESSED),
            Map.entry(McpSchema.METHOD_RESOURCES_UNSUBSCRIBE, ADDRESSED),
            Map.entry(McpSchema.METHOD_TOOLS_CALL,
                    new Members(List.of(must("name", TEXT), may("arguments", OBJECT)))),
            Map.entry(McpSchema.METHOD_PROMPT_GET,
                    new Members(List.of(must("name", TEXT), may("arguments", new Each(new Word()))))),
            Map.entry(McpSchema.METHOD_COMPLETION_COMPLETE, completion()),
            Map.entry(McpSchema.METHOD_LOGGING_SET_LEVEL, new Members(List.of(must("level", LEVEL)))));

    private Params() {}

    private static Shape greeting() {
        return new Members(List.of(must("protocolVersion", TEXT), may("capabilities", capabilities()),
                may("clientInfo", new Members(List.of(must("name", TEXT), must("version", TEXT))))));
    }

    /** Those of later revisions may be anything. */
    private static Shape capabilities() {
        return new Members(List.of(may("elicitation", OBJECT), may("experimental", OBJECT), may("extensions", OBJECT),
                may("roots", OBJECT), may("sampling", OBJECT)));
    }

    private static Shape completion() {
        return new Members(List.of(must("ref", new Reference()),
                must("argument", new Members(List.of(must("name", TEXT), must("value", TEXT)))),
                may("context", new Members(List.of(may("arguments", new Each(new Word())))))));
    }

    /**
     * Judges.
     *
     * @param method what is asked for
     * @param params with what
     * @return what is wrong with them; nothing of a method that nobody knows
     */
    static Optional<String> problem(String method, Map<?, ?> params) {
        String problem = may("_meta", META).problem("", params);
        Shape shape = SHAPES.get(method);
        return Optional.ofNullable(problem != null || shape == null ? problem : shape.problem("", params));
    }

    private static Member must(String name, Shape shape) {
        return new Member(name, shape, true);
    }

    private static Member may(String name, Shape shape) {
        return new Member(name, shape, false);
    }

    /** What a value can look like. These are records and not lambdas: those are built at run time, before the first answer. */
    private sealed interface Shape {
        /** What is wrong; null for nothing. */
        @Nullable
        String problem(String where, @Nullable Object value);
    }

    /** A member of an object; null stands for none. */
    private record Member(String name, Shape shape, boolean required) {
        @Nullable
        String problem(String where, Map<?, ?> object) {
            Object value = object.get(name);
            return value == null && !required
                    ? null
                    : shape.problem(where.isEmpty() ? name : where + "." + name, value);
        }
    }

    private record Text(Set<String> known) implements Shape {
        @Override
        public @Nullable String problem(String where, @Nullable Object value) {
            if (!(value instanceof String text)) {
                return where + " must be a string";
            }
            return known.isEmpty() || known.contains(text)
                    ? null
                    : where + " must be one of " + String.join(", ", known.stream().sorted().toList());
        }
    }

    private record Address() implements Shape {
        @Override
        public @Nullable String problem(String where, @Nullable Object value) {
            return value instanceof String text && !text.isBlank() ? null : where + " must be an address";
        }
    }

    /** What people write for an argument; some clients send numbers as such. */
    private record Word() implements Shape {
        @Override
        public @Nullable String problem(String where, @Nullable Object value) {
            return value instanceof Map || value instanceof List ? where + " must be a string" : null;
        }
    }

    private record Id() implements Shape {
        @Override
        public @Nullable String problem(String where, @Nullable Object value) {
            return value instanceof String || value instanceof Long
                    ? null
                    : where + " must be a string or a whole number";
        }
    }

    private record Members(List<Member> members) implements Shape {
        @Override
        public @Nullable String problem(String where, @Nullable Object value) {
            if (!(value instanceof Map<?, ?> object)) {
                return where + " must be an object";
            }
            for (Member member : members) {
                String problem = member.problem(where, object);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }
    }

    private record Each(Shape shape) implements Shape {
        @Override
        public @Nullable String problem(String where, @Nullable Object value) {
            if (!(value instanceof Map<?, ?> object)) {
                return where + " must be an object";
            }
            for (Object element : object.values()) {
                String problem = element == null ? null : shape.problem("each of " + where, element);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }
    }

    private record Reference() implements Shape {
        private static final Shape KIND = new Members(
                List.of(must("type", new Text(Set.of("ref/prompt", "ref/resource")))));
        private static final Shape OF_PROMPT = new Members(List.of(must("name", TEXT)));

        @Override
        public @Nullable String problem(String where, @Nullable Object value) {
            String problem = KIND.problem(where, value);
            if (problem != null) {
                return problem;
            }
            boolean prompt = value instanceof Map<?, ?> reference && "ref/prompt".equals(reference.get("type"));
            return (prompt ? OF_PROMPT : ADDRESSED).problem(where, value);
        }
    }
}
