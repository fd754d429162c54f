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
    private static final long LOOK_AGAIN_MILLIS = 5;
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
        match.pathArguments().forEach(params::put);
        long patienceEnds = System.nanoTime() + cluster.tasks().scaled(LOCK_PATIENCE).toNanos();
        while (true) {
            try {
                return cluster.look(() -> run(match.method(), params, caller, asked));
            } catch (GuestBusy busy) {
                if (System.nanoTime() > patienceEnds) {
                    throw busy.givenUp();
                }
                pause();
            }
        }
    }

    private Outcome run(ApiMethod method, Params params, Caller caller, String asked) {
        if (caller.isToken() && !method.allowsToken()) {
            throw ApiError.denied("URI '" + method.path() + "' not available with API token, need proper ticket.");
        }
        Denial.check(method.permission(), caller, params.firsts());
        if (method.proxyTo().isPresent()) {
            proxy(params, asked);
        }
        params.remove("_dc");
        verify(method, params);
        Handler handler = registry.find(method.httpMethod(), method.path()).or(() -> shapes.find(method))
                .orElseThrow(() -> ApiError.notSimulated(method.httpMethod(), method.path()));
        return new Outcome(handler.handle(new Call(method, cluster, caller, params, asked, tickets)),
                method.isProtected());
    }

    /** Volume names hold slashes, and the server takes them encoded or not. */
    private Optional<ApiIndex.Match> match(String method, List<String> segments) {
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
        Node node = cluster.node(wanted).orElseThrow(() -> ApiError.died("hostname lookup '" + wanted
                + "' failed - failed to get address info for: " + wanted + ": Temporary failure in name resolution"));
        if (!node.isOnline() && !wanted.equals(asked)) {
            throw ApiError.proxy(595, "No route to host");
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

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The simulator was stopped within a call.", e);
        }
    }
}
