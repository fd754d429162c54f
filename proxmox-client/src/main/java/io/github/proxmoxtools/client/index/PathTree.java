package io.github.proxmoxtools.client.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one version, walked in the file itself: only the branch that is asked for is decoded.
 *
 * <p>The way to a place has no streams and no lambdas: their first use in a process takes time.
 */
final class PathTree {
    /** A placeholder that takes the rest of the path, because what it names may hold slashes itself. */
    private static final List<String> TAKES_THE_REST = List.of("{volume}", "{cidr}");

    private final IndexFile file;
    private final int root;

    PathTree(IndexFile file, int root) {
        this.file = file;
        this.root = root;
    }

    static Optional<String> placeholder(String segment) {
        boolean braces = segment.length() > 2 && segment.startsWith("{") && segment.endsWith("}");
        return braces ? Optional.of(segment.substring(1, segment.length() - 1)) : Optional.empty();
    }

    /** Segments of a path or template; leading, trailing and doubled slashes are ignored. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** The place of exactly this template. */
    Optional<Place> template(String template) {
        @Nullable
        Node node = node(root);
        for (String segment : segments(template)) {
            node = node == null ? null : node.exactChild(segment);
        }
        return node == null ? Optional.empty() : Optional.of(new Place(node, template, Map.of()));
    }

    /** The place that the segments of a concrete path, or of a template, lead to. */
    Optional<Place> find(List<String> segments) {
        return Optional.ofNullable(find(node(root), new Walk(segments, 0, "", Map.of())));
    }

    private @Nullable Place find(Node node, Walk walk) {
        if (walk.isAtEnd()) {
            return new Place(node, walk.template, walk.arguments);
        }
        Integer literal = node.literals.get(walk.segment());
        if (literal != null) {
            Place place = find(node(literal), walk.next(walk.segment()));
            if (place != null) {
                return place;
            }
        }
        return node.placeholderName.isEmpty() ? null : findBehindPlaceholder(node, walk);
    }

    private @Nullable Place findBehindPlaceholder(Node node, Walk walk) {
        Node behind = node(node.placeholder);
        boolean takesTheRest = TAKES_THE_REST.contains(node.placeholderName) && behind.isLeaf();
        return find(behind, takesTheRest ? walk.rest(node.placeholderName) : walk.next(node.placeholderName));
    }

    List<String> templates() {
        List<String> templates = new ArrayList<>();
        collect(node(root), "", templates);
        templates.sort(null);
        return templates;
    }

    private void collect(Node node, String template, List<String> templates) {
        if (!node.methods.isEmpty()) {
            templates.add(template);
        }
        node.literals.forEach((segment, child) -> collect(node(child), template + "/" + segment, templates));
        if (!node.placeholderName.isEmpty()) {
            collect(node(node.placeholder), template + "/" + node.placeholderName, templates);
        }
    }

    private Node node(int position) {
        IndexFile.Cursor cursor = file.record(position);
        Map<String, Integer> methods = new LinkedHashMap<>();
        for (int left = cursor.number(); left > 0; left--) {
            methods.put(cursor.text(), cursor.number());
        }
        Map<String, Integer> literals = new LinkedHashMap<>();
        for (int left = cursor.number(); left > 0; left--) {
            literals.put(cursor.text(), cursor.number());
        }
        String placeholderName = cursor.optionalText().orElse("");
        return new Node(methods, literals, placeholderName, placeholderName.isEmpty() ? 0 : cursor.number());
    }

    /** A found place with its template and the arguments that stood for placeholders. */
    record Place(Node node, String template, Map<String, String> arguments) {}

    /** One element of the tree: positions of the records of its methods and of the nodes below it. */
    final class Node {
        private final Map<String, Integer> methods;
        private final Map<String, Integer> literals;
        private final String placeholderName;
        private final int placeholder;

        private Node(Map<String, Integer> methods, Map<String, Integer> literals, String placeholderName,
                int placeholder) {
            this.methods = methods;
            this.literals = literals;
            this.placeholderName = placeholderName;
            this.placeholder = placeholder;
        }

        Map<String, Integer> methods() {
            return methods;
        }

        List<String> children() {
            List<String> children = new ArrayList<>(literals.keySet());
            if (!placeholderName.isEmpty()) {
                children.add(placeholderName);
            }
            return children;
        }

        private boolean isLeaf() {
            return literals.isEmpty() && placeholderName.isEmpty();
        }

        private @Nullable Node exactChild(String segment) {
            if (segment.equals(placeholderName)) {
                return node(placeholder);
            }
            Integer literal = literals.get(segment);
            return literal == null ? null : node(literal);
        }
    }

    private record Walk(List<String> segments, int at, String template, Map<String, String> arguments) {
        boolean isAtEnd() {
            return at == segments.size();
        }

        String segment() {
            return segments.get(at);
        }

        Walk next(String part) {
            return to(at + 1, part, segments.get(at));
        }

        Walk rest(String part) {
            return to(segments.size(), part, String.join("/", segments.subList(at, segments.size())));
        }

        private Walk to(int position, String part, String value) {
            Optional<String> name = placeholder(part);
            Map<String, String> extended = arguments;
            if (name.isPresent() && !part.equals(value)) {
                extended = new LinkedHashMap<>(arguments);
                extended.put(name.get(), value);
            }
            return new Walk(segments, position, template.concat("/").concat(part), extended);
        }
    }
}
