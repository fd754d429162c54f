package io.github.proxmoxtools.simulator.http;

import java.io.IOException;
import java.io.InputStream;
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

    /**
     * Tells whether a body is taken while it comes, because it may be too large to be held.
     *
     * @param head the request without its body
     * @return whether {@link #receive} answers it
     */
    default boolean streams(HttpRequest head) {
        return false;
    }

    /**
     * Answers a request whose body is still coming.
     *
     * @param head the request without its body
     * @param body its body; need not be read to its end
     * @return its answer
     * @throws IOException when the connection breaks
     */
    default HttpResponse receive(HttpRequest head, InputStream body) throws IOException {
        throw new IllegalStateException("Nothing is streamed here.");
    }
}
