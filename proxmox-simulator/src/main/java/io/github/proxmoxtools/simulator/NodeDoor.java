package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.http.HttpHandler;
import io.github.proxmoxtools.simulator.http.HttpRequest;
import io.github.proxmoxtools.simulator.http.HttpResponse;
import java.util.Optional;
import java.util.function.Consumer;

/** What stands between a node's port and its API: it records requests and lets them fail. */
final class NodeDoor implements HttpHandler {
    private final String node;
    private final HttpHandler api;
    private final Faults faults;
    private final Consumer<RecordedRequest> recorder;

    NodeDoor(String node, HttpHandler api, Faults faults, Consumer<RecordedRequest> recorder) {
        this.node = node;
        this.api = api;
        this.faults = faults;
        this.recorder = recorder;
    }

    @Override
    public Optional<HttpResponse> screen(HttpRequest head) {
        Optional<HttpResponse> refusal = api.screen(head);
        if (refusal.isPresent()) {
            recorder.accept(RecordedRequest.of(node, head, false));
        }
        return refusal;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        Optional<Fault> fault = faults.next(request.method(), request.rawPath());
        recorder.accept(RecordedRequest.of(node, request, fault.map(Fault::takes).orElse(true)));
        return fault.isPresent() ? fault.get().around(() -> api.handle(request)) : api.handle(request);
    }
}
