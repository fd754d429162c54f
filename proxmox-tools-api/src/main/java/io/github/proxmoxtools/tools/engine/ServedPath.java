package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import java.util.List;
import java.util.stream.Stream;

/** A path as the server takes it apart: it decodes first and splits then, and passes over empty parts. */
final class ServedPath {
    private ServedPath() {}

    static List<String> of(ApiRequest request) {
        return request.path().segments().stream().flatMap(segment -> Stream.of(segment.split("/")))
                .filter(part -> !part.isEmpty()).toList();
    }
}
