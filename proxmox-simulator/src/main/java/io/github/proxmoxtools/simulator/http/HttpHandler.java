package io.github.proxmoxtools.simulator.http;

import java.util.Optional;

/** What stands behind a listener. */
public interface HttpHandler {
    /**
     * Judges a request by its head, before any body is read.
     *
     * @param head the request without its body
     * @return the answer to a request that is refused
     */
    Optional<HttpResponse> screen(HttpRequest head);

    /**
     * Answers a request.
     *
     * @param request the whole request
     * @return its answer
     */
    HttpResponse handle(HttpRequest request);
}
