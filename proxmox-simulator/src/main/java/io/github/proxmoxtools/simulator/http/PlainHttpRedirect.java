package io.github.proxmoxtools.simulator.http;

import io.github.proxmoxtools.simulator.http.HttpResponse.Delivery;
import java.util.Optional;

/** Sends clients that speak without TLS to the same address with it. */
final class PlainHttpRedirect implements HttpHandler {
    @Override
    public Optional<HttpResponse> screen(HttpRequest head) {
        return Optional.of(head.header("Host").map(host -> redirect(head, host))
                .orElseGet(() -> HttpResponse.bare(400, "no host").delivered(Delivery.DROPPED)));
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        throw new IllegalStateException("Every request without TLS is answered by its head.");
    }

    private static HttpResponse redirect(HttpRequest head, String host) {
        String query = head.rawQuery().isEmpty() ? "" : "?" + head.rawQuery();
        boolean reads = head.method().equals("GET");
        String reason = reads ? "Moved Permanently" : "Permanent Redirect";
        return HttpResponse.untyped(reads ? 301 : 308, reason, reason).with("Location",
                "https://" + host + head.rawPath() + query);
    }
}
