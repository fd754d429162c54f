package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.tools.engine.Needs;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a login must hold for a tool, in the words of the API's schema and documentation. */
final class Privileges {
    private Privileges() {}

    /** Gives it for each endpoint that says something else; empty where there is no endpoint. */
    static String of(Tool tool) {
        Set<String> needed = new LinkedHashSet<>();
        for (Endpoint endpoint : tool.action().endpoints()) {
            method(endpoint).ifPresent(method -> needed.add(Needs.words(method)));
        }
        return String.join("; ", needed);
    }

    /** Takes the newest version that has it. */
    private static Optional<ApiMethod> method(Endpoint endpoint) {
        List<String> versions = ApiIndex.versions();
        for (String version : versions.reversed()) {
            Optional<ApiMethod> method = ApiIndex.of(version).method(endpoint.verb().name(), endpoint.path());
            if (method.isPresent()) {
                return method;
            }
        }
        return Optional.empty();
    }
}
