package io.github.proxmoxtools.cli.program;

import io.github.proxmoxtools.cli.command.Given;
import io.github.proxmoxtools.cli.command.Option;
import io.github.proxmoxtools.cli.command.Values;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.index.ApiIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path of the API, concrete or a template.
 *
 * @param index the version that is asked
 * @param template as the index writes it; {@code /} for the top
 */
record ApiPlace(ApiIndex index, String template) {
    static final String PATH = "path";
    static final Option VERSION = Option.value("--version", "VERSION",
            String.join(", ", ApiIndex.versions()) + " (default: the newest).");

    private static final int SUGGESTIONS = 3;

    static Values values(String name) {
        return switch (name) {
            case PATH -> Values.Known.API_PATH;
            case "version" -> Values.of(ApiIndex.versions().toArray(String[]::new));
            default -> Values.ANY;
        };
    }

    static ApiPlace of(Given given) {
        String version = given.text("version").orElse(ApiIndex.versions().getLast());
        if (!ApiIndex.versions().contains(version)) {
            throw Usage.error("--version: the index has no '" + CellText.clean(version) + "'",
                    "It has " + String.join(", ", ApiIndex.versions()) + ".");
        }
        ApiIndex index = ApiIndex.of(version);
        String typed = given.text(PATH).orElse("/");
        return template(index, segments(typed)).map(found -> new ApiPlace(index, found))
                .orElseThrow(() -> unknown(index, typed));
    }

    private static List<String> segments(String typed) {
        try {
            return ApiPath.parse(typed).segments();
        } catch (IllegalArgumentException e) {
            throw Usage.error(CellText.clean(String.valueOf(e.getMessage())), "A path is like /nodes/pve1/qemu.");
        }
    }

    /** Goes down by the same rule as a call: a literal beats a placeholder, and a volume or CIDR takes the rest. */
    private static Optional<String> template(ApiIndex index, List<String> segments) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            Optional<ApiIndex.Match> match = index.match(method, segments);
            if (match.isPresent() && !segments.isEmpty()) {
                return Optional.of(match.get().method().path());
            }
        }
        List<String> found = new ArrayList<>();
        for (String segment : segments) {
            List<String> children = index.children("/" + String.join("/", found));
            if (children.contains(segment)) {
                found.add(segment);
            } else if (!children.isEmpty() && children.getLast().startsWith("{")) {
                found.add(children.getLast());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of("/" + String.join("/", found));
    }

    private static RuntimeException unknown(ApiIndex index, String typed) {
        List<String> near = index.suggestPaths(typed, SUGGESTIONS);
        String question = near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "? ";
        return Usage.error("The API of Proxmox VE " + index.release() + " has no path " + CellText.clean(typed),
                question + "'proxmox api ls' lists paths.");
    }
}
