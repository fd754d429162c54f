package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Set;

/** Judges a raw call by the tools that declare its method and path. */
final class RawCallClass {
    private static final Set<String> MAY_HOLD_SLASHES = Set.of("{volume}", "{cidr}");

    private final List<Tool> tools;

    RawCallClass(List<Tool> tools) {
        this.tools = tools;
    }

    Safety of(String method, List<String> segments) {
        if (method.equals("GET")) {
            return Safety.READ;
        }
        return tools.stream().filter(tool -> declares(tool, method, segments)).map(Tool::highestSafety)
                .reduce(Safety::or).orElse(Safety.DESTROY);
    }

    static boolean declares(Tool tool, String method, List<String> segments) {
        return tool.action().endpoints().stream()
                .anyMatch(endpoint -> endpoint.verb().name().equals(method) && matches(endpoint, segments));
    }

    private static boolean matches(Endpoint endpoint, List<String> segments) {
        String[] template = endpoint.path().substring(1).split("/", -1);
        if (template.length != segments.size()) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!fits(template[i], segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The server decodes a path before it splits it: a slash in a segment leads to another endpoint. */
    private static boolean fits(String part, String segment) {
        return part.startsWith("{")
                ? !segment.contains("/") || MAY_HOLD_SLASHES.contains(part)
                : part.equals(segment);
    }
}
