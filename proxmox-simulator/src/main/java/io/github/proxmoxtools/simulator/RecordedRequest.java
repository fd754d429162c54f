package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.http.Header;
import io.github.proxmoxtools.simulator.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request that reached a node.
 *
 * @param node which node was asked
 * @param method the method
 * @param path the path as it was sent, still encoded, without query
 * @param query the query as it was sent, empty when there was none
 * @param body the body as text, empty when there was none; empty for uploads too
 * @param headers the headers with lower-case names, as they were sent: credentials included
 * @param taken whether it was handed to the API: not so when it was refused by its head, or a fault got in the way
 */
public record RecordedRequest(String node, String method, String path, String query, String body,
        Map<String, List<String>> headers, boolean taken) {
    static RecordedRequest of(String node, HttpRequest request, boolean taken) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.name().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(header.value());
        }
        return new RecordedRequest(node, request.method(), request.rawPath(), request.rawQuery(), request.bodyText(),
                headers, taken);
    }

    /**
     * Tells whether the request would change something.
     *
     * @return whether it was anything but a GET
     */
    public boolean isWrite() {
        return !method.equals("GET");
    }
}
