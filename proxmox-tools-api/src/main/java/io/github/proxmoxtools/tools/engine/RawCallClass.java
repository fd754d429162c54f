package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;

/** Judges a raw call by the tools that declare its method and path. */
final class RawCallClass {
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

    private static boolean declares(Tool tool, String method, List<String> segments) {
        return tool.action().endpoints().stream()
                .anyMatch(endpoint -> endpoint.verb().name().equals(method) && matches(endpoint, segments));
    }

    private static boolean matches(Endpoint endpoint, List<String> segments) {
        String[] template = endpoint.path().substring(1).split("/", -1);
        if (template.length != segments.size()) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
