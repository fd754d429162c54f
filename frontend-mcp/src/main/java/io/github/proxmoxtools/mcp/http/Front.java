package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.protocol.Incoming;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receives every request: judges who sends it, then what it is, and lets only sound messages through. */
final class Front extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String HEALTH = "/healthz";
    private static final String EVENTS = "text/event-stream";

    private final transient Visitors visitors;
    private final transient Routes routes;
    private final transient Sessions sessions;
    private final transient HttpLimits limits;
    private final transient Bodies bodies;
    private final transient Crowd crowd;
    private final transient Consumer<Throwable> mistakes;

    Front(Visitors visitors, Routes routes, Sessions sessions, HttpLimits limits, Consumer<Throwable> mistakes) {
        this.visitors = visitors;
        this.routes = routes;
        this.sessions = sessions;
        this.limits = limits;
        this.bodies = new Bodies(limits);
        this.crowd = new Crowd(limits.perAddress());
        this.mistakes = mistakes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.secure(response);
        try {
            judge(request, response);
        } catch (HttpProblem problem) {
            Answers.problem(response, problem);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            mistakes.accept(e);
            if (!response.isCommitted()) {
                Answers.problem(response, new HttpProblem(HttpStatus.BROKEN, McpSchema.ErrorCodes.INTERNAL_ERROR, null,
                        "Internal error: a mistake of this server"));
            }
        }
    }

    private void judge(HttpServletRequest request, HttpServletResponse response)
            throws HttpProblem, IOException, InterruptedException {
        visitors.refuseForeigners(request);
        String path = String.valueOf(request.getPathInfo());
        if (path.equals(HEALTH)) {
            health(request, response);
            return;
        }
        if (visitors.isAllowed(request.getHeader("Origin"))) {
            CrossOrigin.allow(request, response);
            if (CrossOrigin.isPreflight(request)) {
                response.setStatus(HttpStatus.NO_CONTENT);
                return;
            }
        }
        visitors.refuseStrangers(request);
        route(routes.find(path), request, response);
    }

    private static void health(HttpServletRequest request, HttpServletResponse response)
            throws HttpProblem, IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw notAllowed(response, "GET, HEAD");
        }
        Answers.json(response, HttpStatus.OK, "{\"status\":\"ok\"}");
    }

    private static HttpProblem notAllowed(HttpServletResponse response, String allowed) {
        response.setHeader("Allow", allowed);
        return new HttpProblem(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed: there are " + allowed);
    }

    private void route(Endpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws HttpProblem, IOException, InterruptedException {
        switch (request.getMethod()) {
            case "POST" -> post(endpoint, request, response);
            case "GET" -> listen(endpoint, request, response);
            case "DELETE" -> {
                sessions.end(sessionOf(endpoint, request));
                response.setStatus(HttpStatus.NO_CONTENT);
            }
            default -> throw notAllowed(response, "GET, POST, DELETE");
        }
    }

    private void listen(Endpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws HttpProblem, InterruptedException {
        MediaTypes.refuseUnlessAccepted(request, EVENTS);
        endpoint.listen(sessionOf(endpoint, request), response);
    }

    private void post(Endpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws HttpProblem, IOException, InterruptedException {
        MediaTypes.refuseUnlessJson(request);
        MediaTypes.refuseUnlessAccepted(request, Answers.JSON, EVENTS);
        try (Bodies.Body body = bodies.read(request)) {
            Incoming incoming = Incoming.parse(body.bytes());
            if (!isRequest(incoming)) {
                receive(endpoint, incoming, request, response);
                return;
            }
            String address = request.getRemoteAddr();
            if (!crowd.enter(address)) {
                throw tooMany("from this address");
            }
            try {
                receive(endpoint, incoming, request, response);
            } finally {
                crowd.leave(address);
            }
        }
    }

    /** What answers or takes back a request must get in where requests are too many. */
    private static boolean isRequest(Incoming incoming) {
        return incoming instanceof Incoming.Message(McpSchema.JSONRPCRequest request);
    }

    private static HttpProblem tooMany(String where) {
        return new HttpProblem(HttpStatus.TOO_MANY, "Too many requests are in flight " + where);
    }

    private void receive(Endpoint endpoint, Incoming incoming, HttpServletRequest request,
            HttpServletResponse response) throws HttpProblem, IOException, InterruptedException {
        if (incoming instanceof Incoming.Malformed malformed) {
            throw new HttpProblem(statusOf(malformed), malformed.code(), malformed.id(), malformed.problem());
        }
        if (incoming instanceof Incoming.Message(McpSchema.JSONRPCRequest greeting)
                && greeting.method().equals(McpSchema.METHOD_INITIALIZE)) {
            endpoint.greet(greeting, response);
            return;
        }
        HttpSession session = sessionOf(endpoint, request);
        if (!session.enter(isRequest(incoming) ? limits.perSession() : Integer.MAX_VALUE)) {
            throw tooMany("in this session");
        }
        try {
            // Between the look and the entry it may have ended: a call would then be nobody's.
            sessionOf(endpoint, request);
            receive(session, incoming, response);
        } finally {
            session.leave(sessions.now());
        }
    }

    /** A request that can be told apart is answered as a call of a procedure is: the transport itself has worked. */
    private static int statusOf(Incoming.Malformed malformed) {
        return malformed.id() != null && malformed.code() == McpSchema.ErrorCodes.INVALID_PARAMS
                ? HttpStatus.OK
                : HttpStatus.BAD_REQUEST;
    }

    private static void receive(HttpSession session, Incoming incoming, HttpServletResponse response)
            throws IOException, InterruptedException {
        Endpoint endpoint = session.endpoint();
        switch (incoming) {
            case Incoming.Message(McpSchema.JSONRPCRequest request) -> endpoint.answer(session, request, response);
            case Incoming.Message(McpSchema.JSONRPCMessage message) -> {
                endpoint.accept(session, message);
                response.setStatus(HttpStatus.ACCEPTED);
            }
            case Incoming.Cancelled cancelled -> {
                endpoint.cancel(session, cancelled.request());
                response.setStatus(HttpStatus.ACCEPTED);
            }
            case Incoming.Useless useless -> response.setStatus(HttpStatus.ACCEPTED);
            case Incoming.Malformed malformed -> throw new IllegalStateException("Was answered before");
        }
    }

    private HttpSession sessionOf(Endpoint endpoint, HttpServletRequest request) throws HttpProblem {
        String id = request.getHeader(HttpHeaders.MCP_SESSION_ID);
        if (id == null || id.isBlank()) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST,
                    "Bad request: only initialize comes without the header Mcp-Session-Id");
        }
        HttpSession found = sessions.find(id).filter(session -> session.endpoint().equals(endpoint))
                .orElseThrow(() -> new HttpProblem(HttpStatus.NOT_FOUND,
                        "Session not found: it has ended, or belongs to another URL. Begin a new one with initialize."));
        refuseUnknownVersion(request.getHeader(HttpHeaders.PROTOCOL_VERSION));
        return found;
    }

    private static void refuseUnknownVersion(@Nullable String version) throws HttpProblem {
        if (version != null && !Endpoint.VERSIONS.contains(version)) {
            throw new HttpProblem(HttpStatus.BAD_REQUEST,
                    "Bad request: the header MCP-Protocol-Version is one of " + Endpoint.VERSIONS);
        }
    }
}
