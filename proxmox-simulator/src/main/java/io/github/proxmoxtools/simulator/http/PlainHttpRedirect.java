package io.github.proxmoxtools.simulator.http;

import java.util.Optional;

/** Sends clients that speak without TLS to the same address with it. */
final class PlainHttpRedirect implements HttpHandler {
    @Override
    public Optional<HttpResponse> screen(HttpRequest head) {
        return Optional.empty();
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        String host = request.header("Host").orElse("localhost");
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        boolean reads = request.method().equals("GET");
        String reason = reads ? "Moved Permanently" : "Permanent Redirect";
        return HttpResponse.untyped(reads ? 301 : 308, reason, reason).with("Location",
                "https://" + host + request.rawPath() + query);
    }
}
