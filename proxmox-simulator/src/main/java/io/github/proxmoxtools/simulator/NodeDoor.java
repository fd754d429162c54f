package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.http.HttpHandler;
import io.github.proxmoxtools.simulator.http.HttpRequest;
import io.github.proxmoxtools.simulator.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
        Optional<Fault> fault = recorded(request);
        return fault.isPresent() ? fault.get().around(() -> api.handle(request)) : api.handle(request);
    }

    @Override
    public boolean streams(HttpRequest head) {
        return api.streams(head);
    }

    @Override
    public HttpResponse receive(HttpRequest head, InputStream body) throws IOException {
        Optional<Fault> fault = recorded(head);
        if (fault.isEmpty()) {
            return api.receive(head, body);
        }
        HttpResponse response = fault.get().takes() ? api.receive(head, body) : HttpResponse.bare(500, "not taken");
        // A client that still sends would not see what happens to it.
        body.transferTo(OutputStream.nullOutputStream());
        return fault.get().around(() -> response);
    }

    private Optional<Fault> recorded(HttpRequest request) {
        Optional<Fault> fault = faults.next(request.method(), request.rawPath());
        recorder.accept(RecordedRequest.of(node, request, fault.map(Fault::takes).orElse(true)));
        return fault;
    }
}
