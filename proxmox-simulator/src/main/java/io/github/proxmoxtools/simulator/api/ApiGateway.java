package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.simulator.http.HttpHandler;
import io.github.proxmoxtools.simulator.http.HttpRequest;
import io.github.proxmoxtools.simulator.http.HttpResponse;
import io.github.proxmoxtools.simulator.http.HttpResponse.Delivery;
import io.github.proxmoxtools.simulator.json.PerlJsonException;
import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.Cluster;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The API as one node serves it: what the daemon does with a request's head, body and answer. */
public final class ApiGateway implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");
    private static final String JSON = "application/json";
    private static final Set<String> BODY_TYPES = Set.of("application/x-www-form-urlencoded", JSON);
    private static final Pattern UPLOAD = Pattern.compile("/nodes/[^/\\s]+/storage/[^/\\s]+/upload");

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
        private final ApiDocument document;

        /**
         * The API of a cluster.
         *
         * @param cluster the cluster
         */
        public Endpoints(Cluster cluster) {
            this.cluster = cluster;
            ApiIndex index = ApiIndex.of(cluster.profile().release());
            this.router = new Router(cluster, index, registry, tickets);
            this.document = new ApiDocument(index);
            this.authenticator = new Authenticator(cluster, tickets);
        }

        /**
         * Does a call as root, past all doors.
         *
         * @param node the node that is asked
         * @param method the method
         * @param path the path below {@code /api2/json}
         * @param form the parameters, encoded as a form
         */
        public void perform(String node, String method, String path, String form) {
            List<String> segments = Arrays.stream(path.substring(1).split("/")).toList();
            router.route(method, segments, Params.ofForm(form), new Caller(cluster.access(), Access.ROOT), node);
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
        String transfer = head.header("Transfer-Encoding").orElse("");
        if (!transfer.isEmpty()) {
            return refused(501, transfer.equalsIgnoreCase("chunked")
                    ? "chunked transfer encoding not supported"
                    : "Unknown transfer encoding '" + transfer + "'");
        }
        Optional<HttpResponse> stranger = screenCaller(head);
        return stranger.isPresent() ? stranger : screenBody(head);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        Optional<ApiUri> uri = ApiUri.parse(request.rawPath());
        if (uri.isEmpty()) {
            return outsideTheApi(request);
        }
        if (!uri.get().hasFormatter()) {
            return plain(501, "no formatter for uri " + uri.get().path() + ", " + uri.get().format());
        }
        try {
            return answer(request, uri.get(), parameters(request));
        } catch (PerlJsonException e) {
            return diedInDaemon(e.getMessage() + " at /usr/share/perl5/PVE/APIServer/AnyEvent.pm line 934.");
        }
    }

    @Override
    public boolean streams(HttpRequest head) {
        return head.contentLength() > 0 && isUpload(head);
    }

    @Override
    public HttpResponse receive(HttpRequest head, InputStream body) throws IOException {
        ApiUri uri = ApiUri.parse(head.rawPath()).orElseThrow();
        Params params = Params.ofForm(head.rawQuery());
        String boundary = MediaType.of(head).boundary().orElseThrow();
        try {
            params.attach(new UploadReader(boundary, body).readInto(params));
            return answer(head, uri, params).closing();
        } catch (UploadRefused e) {
            return e.response();
        }
    }

    private Optional<HttpResponse> screenCaller(HttpRequest head) {
        Optional<ApiUri> uri = ApiUri.parse(head.rawPath());
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        if (uri.get().format().isEmpty()) {
            return refused(501, "no such uri");
        }
        try {
            endpoints.authenticator.authenticate(head, uri.get().path());
            return Optional.empty();
        } catch (ApiError e) {
            return Optional.of(HttpResponse.bare(e.status(), e.reason()).delayed(unauthorizedDelay));
        }
    }

    private Optional<HttpResponse> screenBody(HttpRequest head) {
        if (head.contentLength() == 0) {
            return Optional.empty();
        }
        if (!head.method().equals("POST") && !head.method().equals("PUT")) {
            return refused(501, "Unexpected content for method '" + head.method() + "'");
        }
        MediaType type = MediaType.of(head);
        if (isUpload(head)) {
            boolean isParsable = type.name().equals("multipart/form-data") && type.boundary().isPresent();
            return isParsable
                    ? Optional.empty()
                    : Optional.of(HttpResponse.bare(500, "not multipart").delivered(Delivery.DROPPED));
        }
        if (head.contentLength() > endpoints.cluster.profile().largestForm()) {
            return refused(501, "for data too large");
        }
        return type.name().isEmpty() || BODY_TYPES.contains(type.name())
                ? Optional.empty()
                : refused(506, "upload 'Content-Type '" + type.text() + "' not implemented");
    }

    private static boolean isUpload(HttpRequest head) {
        return head.method().equals("POST") && ApiUri.parse(head.rawPath())
                .filter(uri -> UPLOAD.matcher(uri.path()).matches()).isPresent();
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

    private static Params parameters(HttpRequest request) throws PerlJsonException {
        boolean isJson = request.contentLength() > 0 && MediaType.of(request).name().equals(JSON);
        Params params = isJson ? Params.ofJson(request.body()) : Params.ofForm(request.bodyText());
        params.override(Params.ofForm(request.rawQuery()));
        return params;
    }

    private HttpResponse outsideTheApi(HttpRequest request) {
        String path = request.rawPath();
        return path.equals(ApiDocument.PATH) && request.method().equals("GET")
                ? HttpResponse.script(endpoints.document.text())
                : diedInDaemon("no such file '" + path + "'");
    }

    private HttpResponse diedInDaemon(String text) {
        // Before there were texts in bodies, the status was another one too.
        return endpoints.cluster.profile().saysMessages()
                ? HttpResponse.untyped(500, text, text + "\n")
                : HttpResponse.bare(501, text);
    }

    private Optional<HttpResponse> refused(int status, String text) {
        return Optional.of(plain(status, text));
    }

    private HttpResponse plain(int status, String text) {
        return endpoints.cluster.profile().saysMessages()
                ? HttpResponse.untyped(status, text, text)
                : HttpResponse.bare(status, text);
    }
}
