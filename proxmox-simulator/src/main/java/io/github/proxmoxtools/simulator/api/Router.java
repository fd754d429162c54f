package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a call through everything that the server does before and around the work itself, in its order. */
final class Router {
    /** How long the server waits for a guest's lock. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    /** How long a node waits for another one's answer. */
    private static final Duration PROXY_PATIENCE = Duration.ofSeconds(30);
    private static final int VOLUME_STARTS_AT = 5;

    private final Cluster cluster;
    private final ApiIndex index;
    private final Registry registry;
    private final Tickets tickets;
    private final ShapedAnswers shapes;

    Router(Cluster cluster, ApiIndex index, Registry registry, Tickets tickets) {
        this.cluster = cluster;
        this.index = index;
        this.registry = registry;
        this.tickets = tickets;
        this.shapes = new ShapedAnswers(index);
    }

    /** What a call came to, and whether the privileged daemon had to be asked. */
    record Outcome(@Nullable Object data, boolean inner) {}

    Outcome route(String method, List<String> segments, Params params, Caller caller, String asked) {
        if (segments.isEmpty() && method.equals("GET")) {
            return new Outcome(ClusterHandlers.root(), false);
        }
        ApiIndex.Match match = match(method, segments)
                .orElseThrow(() -> ApiError.notImplemented(method, "/" + String.join("/", segments)));
        match.pathArguments().forEach((name, value) -> addFromPath(params, name, value));
        travel(match.method(), params, caller, asked);
        long patienceEnds = System.nanoTime() + cluster.tasks().scaled(LOCK_PATIENCE).toNanos();
        while (true) {
            try {
                return cluster.look(() -> run(match.method(), params, caller, asked));
            } catch (GuestBusy busy) {
                if (System.nanoTime() > patienceEnds) {
                    throw busy.givenUp();
                }
                pause(LOOK_AGAIN);
            }
        }
    }

    private static void addFromPath(Params params, String name, String value) {
        if (params.find(name).filter(given -> !given.equals(value)).isPresent()) {
            throw ApiError.parameter(name, "duplicate parameter (already defined in URI)");
        }
        params.put(name, value);
    }

    /** Waits for slow nodes; one that is too slow goes on with its work, but nobody waits for it. */
    private void travel(ApiMethod method, Params params, Caller caller, String asked) {
        Duration own = cluster.look(() -> delay(asked));
        pause(cluster.tasks().scaled(own));
        Duration other = cluster.look(() -> delayElsewhere(method, params, caller, asked));
        if (other.compareTo(PROXY_PATIENCE) > 0) {
            cluster.look(() -> {
                cluster.later(other, () -> runUnheard(method, params, caller, asked));
                return other;
            });
            pause(cluster.tasks().scaled(PROXY_PATIENCE));
            throw ApiError.proxy(596, "Connection timed out");
        }
        pause(cluster.tasks().scaled(other));
    }

    private Duration delay(String node) {
        return cluster.node(node).map(Node::delay).orElse(Duration.ZERO);
    }

    private Duration delayElsewhere(ApiMethod method, Params params, Caller caller, String asked) {
        Duration delay = isElsewhere(method, params, asked) ? delay(params.text("node")) : Duration.ZERO;
        if (delay.isPositive()) {
            permit(method, params, caller);
            proxy(params, asked);
        }
        return delay;
    }

    private void runUnheard(ApiMethod method, Params params, Caller caller, String asked) {
        try {
            run(method, params, caller, asked);
        } catch (ApiError | GuestBusy unheard) {
            // The node that was to pass the answer on has given up waiting for it.
            return;
        }
    }

    private Outcome run(ApiMethod method, Params params, Caller caller, String asked) {
        permit(method, params, caller);
        boolean isElsewhere = isElsewhere(method, params, asked);
        if (method.proxyTo().isPresent()) {
            proxy(params, asked);
        }
        boolean isInner = method.isProtected() || isElsewhere;
        try {
            return new Outcome(answer(method, params, caller, asked), isInner);
        } catch (ApiError e) {
            throw isInner ? e.fromInnerDaemon() : e;
        }
    }

    private @Nullable Object answer(ApiMethod method, Params params, Caller caller, String asked) {
        params.remove("_dc");
        verify(method, params);
        Quorum.check(method, cluster, isElsewhere(method, params, asked) ? params.text("node") : asked);
        Handler handler = registry.find(method.httpMethod(), method.path()).or(() -> shapes.find(method))
                .orElseThrow(() -> ApiError.notSimulated(method.httpMethod(), method.path()));
        return handler.handle(new Call(method, cluster, caller, params, asked, tickets));
    }

    private static void permit(ApiMethod method, Params params, Caller caller) {
        if (caller.isToken() && !method.allowsToken()) {
            throw ApiError
                    .denied("URI '" + concrete(method, params) + "' not available with API token, need proper ticket.");
        }
        Denial.check(method.permission(), caller, params.firsts());
    }

    private static String concrete(ApiMethod method, Params params) {
        String path = method.path();
        for (Map.Entry<String, String> entry : params.firsts().entrySet()) {
            path = path.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return path;
    }

    private boolean isElsewhere(ApiMethod method, Params params, String asked) {
        String wanted = params.text("node");
        return method.proxyTo().isPresent() && !wanted.equals(asked) && !wanted.equals("localhost");
    }

    /** Volume names hold slashes, and the server takes them encoded or not. */
    private Optional<ApiIndex.Match> match(String method, List<String> segments) {
        // The server's patterns for segments take no white space.
        if (segments.stream().anyMatch(segment -> segment.chars().anyMatch(Character::isWhitespace))) {
            return Optional.empty();
        }
        boolean isVolume = segments.size() > VOLUME_STARTS_AT + 1 && segments.get(2).equals("storage")
                && segments.get(4).equals("content");
        if (!isVolume) {
            return index.match(method, segments);
        }
        List<String> joined = new ArrayList<>(segments.subList(0, VOLUME_STARTS_AT));
        joined.add(String.join("/", segments.subList(VOLUME_STARTS_AT, segments.size())));
        return index.match(method, joined);
    }

    private void proxy(Params params, String asked) {
        String wanted = params.text("node");
        if (wanted.equals("localhost")) {
            params.put("node", asked);
            return;
        }
        boolean isMisspelt = cluster.node(wanted).isEmpty()
                && cluster.nodes().stream().anyMatch(node -> node.name().equalsIgnoreCase(wanted));
        if (isMisspelt) {
            // Host names have no case: the node is found, but under an address that serves nothing.
            throw ApiError.proxy(595, "Connection refused");
        }
        if (wanted.equals(asked)) {
            return;
        }
        Node node = cluster.node(wanted).orElseThrow(() -> ApiError.died("hostname lookup '" + wanted
                + "' failed - failed to get address info for: " + wanted + ": Temporary failure in name resolution"));
        if (!cluster.reaches(asked, node.name())) {
            throw ApiError.proxy(595, "No route to host");
        }
        if (!node.isTrusted()) {
            throw ApiError.proxy(596, "tls_process_server_certificate: certificate verify failed");
        }
    }

    private static void verify(ApiMethod method, Params params) {
        Map<String, String> errors = new LinkedHashMap<>();
        method.check(params.all()).stream().filter(problem -> !isUndeclaredInPath(method, problem.parameter()))
                .forEach(problem -> errors.putIfAbsent(problem.parameter(), problem.message()));
        params.structured().forEach(
                (name, kind) -> errors.put(name, "type check ('string') failed - got " + kind));
        if (!errors.isEmpty()) {
            throw ApiError.parameters(errors);
        }
    }

    /** A few paths have placeholders that their own methods do not declare. */
    private static boolean isUndeclaredInPath(ApiMethod method, String parameter) {
        return method.path().contains("{" + parameter + "}") && method.parameter(parameter).isEmpty();
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The simulator was stopped within a call.", e);
        }
    }
}
