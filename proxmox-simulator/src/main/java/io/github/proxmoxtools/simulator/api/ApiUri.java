package io.github.proxmoxtools.simulator.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path below {@code /api2}.
 *
 * @param format the form of the answers
 * @param segments the rest, decoded; the server decodes first and splits then
 */
record ApiUri(String format, List<String> segments) {
    private static final String ROOT = "/api2";
    private static final Set<String> FORMATS = Set.of("json", "extjs", "htmljs");

    /** Reads a path; empty when it is not one of the API. */
    static Optional<ApiUri> parse(String rawPath) {
        if (!rawPath.equals(ROOT) && !rawPath.startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        // The server never reads paths as UTF-8.
        String decoded = PerlEscapes.octets(rawPath.substring(ROOT.length()));
        List<String> parts = Arrays.stream(decoded.split("/")).filter(part -> !part.isEmpty()).toList();
        return Optional.of(parts.isEmpty()
                ? new ApiUri("", List.of())
                : new ApiUri(parts.getFirst(), parts.subList(1, parts.size())));
    }

    boolean hasFormatter() {
        return FORMATS.contains(format);
    }

    String path() {
        return "/" + String.join("/", segments);
    }
}
