package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.simulator.http.HttpHandler;
import io.github.proxmoxtools.simulator.http.HttpRequest;
import io.github.proxmoxtools.simulator.http.HttpResponse;
import io.github.proxmoxtools.simulator.state.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API as one node serves it: what the daemon does with a request's head, body and answer. */
public final class ApiGateway implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
    private static final int MAX_BODY = 512 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final String JSON = "application/json";

    private final String node;
    private final Endpoints endpoints;
    private final Duration unauthorizedDelay;

    /** What all nodes have in common. */
    public static final class Endpoints {
        private final Cluster cluster;
        private final Registry registry = Registry.complete();
        private final Tickets tickets = new Tickets();
        private final Router router;
        private final Authenticator authenticator;

        /**
         * The API of a cluster.
         *
         * @param cluster the cluster
         */
        public Endpoints(Cluster cluster) {
            this.cluster = cluster;
            this.router = new Router(cluster, ApiIndex.of(cluster.profile().release()), registry, tickets);
            this.authenticator = new Authenticator(cluster, tickets);
        }

        /** {@return what stands behind each endpoint of the version, by method and path template, sorted} */
        public Map<String, Coverage> coverage() {
            return ShapedAnswers.coverage(ApiIndex.of(cluster.profile().release()), registry);
        }
    }

    /**
     * One node's door to the API.
     *
     * @param node the node
     * @param endpoints what stands behind it
     * @param unauthorizedDelay how long the answer to a failed login takes
     */
    public ApiGateway(String node, Endpoints endpoints, Duration unauthorizedDelay) {
        this.node = node;
        this.endpoints = endpoints;
        this.unauthorizedDelay = unauthorizedDelay;
    }

    @Override
    public Optional<HttpResponse> screen(HttpRequest head) {
        if (!METHODS.contains(head.method())) {
            return Optional.of(HttpResponse.bare(501, "method '" + head.method() + "' not available"));
        }
        if (head.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            return refused(501, "chunked transfer encoding not supported");
        }
        Optional<HttpResponse> stranger = screenCaller(head);
        return stranger.isPresent() ? stranger : screenBody(head);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        Optional<ApiUri> uri = ApiUri.parse(request.rawPath());
        if (uri.isEmpty()) {
            return notFound(request.rawPath());
        }
        if (!uri.get().hasFormatter()) {
            String text = uri.get().format().isEmpty()
                    ? "no such uri"
                    : "no formatter for uri " + uri.get().path() + ", " + uri.get().format();
            return HttpResponse.untyped(501, text, text);
        }
        try {
            Params params = parameters(request);
            return answer(request, uri.get(), params);
        } catch (IOException e) {
            String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed JSON string")
                    + " at /usr/share/perl5/PVE/APIServer/AnyEvent.pm line 934.";
            return HttpResponse.untyped(500, text, text + "\n");
        }
    }

    private Optional<HttpResponse> screenCaller(HttpRequest head) {
        Optional<ApiUri> uri = ApiUri.parse(head.rawPath());
        try {
            if (uri.isPresent() && uri.get().hasFormatter()) {
                endpoints.authenticator.authenticate(head, uri.get().path());
            }
            return Optional.empty();
        } catch (ApiError e) {
            return Optional.of(HttpResponse.bare(e.status(), e.reason()).delayed(unauthorizedDelay));
        }
    }

    private static Optional<HttpResponse> screenBody(HttpRequest head) {
        if (head.contentLength() == 0) {
            return Optional.empty();
        }
        if (!head.method().equals("POST") && !head.method().equals("PUT")) {
            return refused(501, "Unexpected content for method '" + head.method() + "'");
        }
        String type = head.header("Content-Type").orElse(FORM);
        if (type.startsWith(MULTIPART)) {
            return refused(501, "upload with Content-Type '" + MULTIPART + "' not simulated");
        }
        if (head.contentLength() > MAX_BODY) {
            return refused(501, "for data too large");
        }
        boolean isKnown = type.startsWith(FORM) || type.startsWith(JSON);
        return isKnown ? Optional.empty() : refused(506, "upload 'Content-Type '" + type + "' not implemented");
    }

    private HttpResponse answer(HttpRequest request, ApiUri uri, Params params) {
        var renderer = new Renderer(uri.format(), endpoints.cluster.profile());
        try {
            Caller caller = endpoints.authenticator.authenticate(request, uri.path());
            Router.Outcome outcome = endpoints.router.route(request.method(), uri.segments(), params, caller, node);
            HttpResponse response = renderer.success(outcome.data());
            return outcome.inner() ? response.fromInnerDaemon() : response;
        } catch (ApiError e) {
            Duration wait = e.status() == 401 ? unauthorizedDelay : Duration.ZERO;
            return renderer.failure(e).delayed(wait);
        }
    }

    private static Params parameters(HttpRequest request) throws IOException {
        boolean isJson = request.header("Content-Type").filter(type -> type.startsWith(JSON)).isPresent();
        Params params = isJson && request.contentLength() > 0
                ? Params.ofJson(request.bodyText())
                : Params.ofForm(request.bodyText());
        params.override(Params.ofForm(request.rawQuery()));
        return params;
    }

    private static HttpResponse notFound(String path) {
        return HttpResponse.untyped(500, "no such file '" + path + "'", "no such file '" + path + "'\n");
    }

    private static Optional<HttpResponse> refused(int status, String text) {
        return Optional.of(HttpResponse.untyped(status, text, text));
    }
}
