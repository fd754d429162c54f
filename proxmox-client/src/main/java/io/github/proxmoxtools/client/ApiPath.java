package io.github.proxmoxtools.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path below {@code /api2/json}, safe to send.
 *
 * <p>Each segment is encoded on its own, so that a volume such as {@code local:iso/x.iso} stays one segment. What could
 * make the server see another path than the caller is refused.
 */
public final class ApiPath {
    /**
     * The placeholders whose values hold slashes by their nature. The server decodes a path before it looks for the
     * endpoint, so that an encoded slash anywhere else would lead to another endpoint.
     */
    private static final Set<String> MAY_HOLD_SLASHES = Set.of("volume", "cidr");

    private static final String PREFIX = "/api2/json";

    private final List<String> segments;

    private ApiPath(List<String> segments) {
        this.segments = List.copyOf(segments);
    }

    /**
     * Fills a template with arguments.
     *
     * @param template for example {@code /nodes/{node}/qemu/{vmid}}; a placeholder is a whole segment
     * @param arguments the value of each placeholder, not encoded; others are ignored
     * @return the path
     * @throws IllegalArgumentException if an argument is missing, empty, {@code .} or {@code ..}, or holds control
     *         characters, or a slash where none belongs (only {@code {volume}} and {@code {cidr}} may hold some)
     */
    public static ApiPath expand(String template, Map<String, String> arguments) {
        List<String> segments = new ArrayList<>();
        for (String segment : split(template)) {
            segments.add(isPlaceholder(segment) ? argument(template, segment, arguments) : literal(template, segment));
        }
        return new ApiPath(segments);
    }

    /**
     * Reads a path as a person types it.
     *
     * @param raw for example {@code /nodes/pve1/status}, with or without {@code /api2/json} before it; segments may be
     *        percent-encoded
     * @return the path
     * @throws IllegalArgumentException for full URLs, a missing leading slash, empty segments, {@code .} and
     *         {@code ..} in any spelling, queries, fragments, backslashes and control characters
     */
    public static ApiPath parse(String raw) {
        refuseForeignSyntax(raw);
        String path = withoutPrefix(raw);
        if (path.equals("/") || (path.isEmpty() && !raw.isEmpty())) {
            return new ApiPath(List.of());
        }
        List<String> segments = new ArrayList<>();
        for (String segment : split(path)) {
            String decoded = PercentEncoding.decode(segment);
            refuseHostile("the path " + printable(raw), decoded);
            segments.add(decoded);
        }
        return new ApiPath(segments);
    }

    /**
     * Gives the path as it is sent.
     *
     * @return for example {@code /storage/local/content/local%3Aiso%2Fx.iso}; {@code /} for the root
     */
    public String encoded() {
        return "/" + segments.stream().map(PercentEncoding::encode).collect(Collectors.joining("/"));
    }

    /**
     * Gives the segments as they are meant.
     *
     * @return the decoded segments; none for the root
     */
    public List<String> segments() {
        return segments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiPath path && path.segments.equals(segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    /** Gives the path for people, not encoded. */
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }

    private static String[] split(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with '/', for example /version, but this is: " + path);
        }
        return path.substring(1).split("/", -1);
    }

    private static boolean isPlaceholder(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String literal(String template, String segment) {
        if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a placeholder is a whole segment, unlike in: " + template);
        }
        refuseHostile("the template " + template, segment);
        return segment;
    }

    private static String argument(String template, String segment, Map<String, String> arguments) {
        String name = segment.substring(1, segment.length() - 1);
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing for " + template);
        }
        refuseHostile("'" + name + "'", value);
        if (value.indexOf('/') >= 0 && !MAY_HOLD_SLASHES.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' must not hold '/': " + value);
        }
        return value;
    }

    private static void refuseHostile(String what, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty or hold an empty segment");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " must not hold control characters: " + printable(value));
        }
        for (String part : value.split("[/\\\\]", -1)) {
            if (part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException(what + " must not hold '" + part + "' as a segment: " + value);
            }
        }
    }

    private static void refuseForeignSyntax(String raw) {
        if (raw.toLowerCase(Locale.ROOT).matches("[a-z][a-z0-9+.-]*://.*") || raw.startsWith("//")) {
            throw new IllegalArgumentException(
                    "give the path only, for example /nodes/pve1/status, not a full URL: " + printable(raw));
        }
        for (char character : new char[]{'?', '#', '\\'}) {
            if (raw.indexOf(character) >= 0) {
                throw new IllegalArgumentException("a path must not hold '" + character
                        + "' (parameters are given apart from it): " + printable(raw));
            }
        }
    }

    private static String withoutPrefix(String raw) {
        return raw.equals(PREFIX) || raw.startsWith(PREFIX + "/") ? raw.substring(PREFIX.length()) : raw;
    }

    private static String printable(String text) {
        return text.codePoints().map(point -> Character.isISOControl(point) ? '\uFFFD' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
