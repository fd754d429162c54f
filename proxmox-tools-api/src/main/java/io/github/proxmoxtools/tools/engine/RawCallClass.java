package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Set;

/**
 * Judges a raw call by the tools that declare its method and path.
 *
 * <p>The class of a tool is that of what the tool sends: a script may send fixed values only, or look before it does. So it
 * holds for a raw call that a tool would send just so, in one call.
 */
final class RawCallClass {
    private static final Set<String> MAY_HOLD_SLASHES = Set.of("{volume}", "{cidr}");

    private final List<Tool> tools;

    RawCallClass(List<Tool> tools) {
        this.tools = tools;
    }

    Safety of(String method, List<String> segments, List<Parameter> parameters) {
        if (method.equals("GET")) {
            return Safety.READ;
        }
        List<Tool> declaring = tools.stream().filter(tool -> declares(tool, method, segments)).toList();
        boolean isSentByATool = declaring.stream().anyMatch(tool -> sends(tool, method, segments, parameters));
        return isSentByATool
                ? declaring.stream().map(Tool::highestSafety).reduce(Safety.READ, Safety::or)
                : Safety.DESTROY;
    }

    static boolean declares(Tool tool, String method, List<String> segments) {
        return tool.action().endpoints().stream().anyMatch(endpoint -> matches(endpoint, method, segments));
    }

    private static boolean sends(Tool tool, String method, List<String> segments, List<Parameter> parameters) {
        return tool.action().endpoints().stream().filter(endpoint -> matches(endpoint, method, segments))
                .anyMatch(endpoint -> new SoleCall(tool, endpoint).is(segments, parameters));
    }

    private static boolean matches(Endpoint endpoint, String method, List<String> segments) {
        List<String> template = SoleCall.template(endpoint);
        if (!endpoint.verb().name().equals(method) || template.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            if (!fits(template.get(i), segments.get(i))) {
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
