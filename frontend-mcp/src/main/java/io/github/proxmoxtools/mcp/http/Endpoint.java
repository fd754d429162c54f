package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.protocol.CallId;
import io.github.proxmoxtools.mcp.protocol.Offer;
import io.github.proxmoxtools.mcp.protocol.Questions;
import io.github.proxmoxtools.mcp.protocol.SdkServers;
import io.github.proxmoxtools.mcp.protocol.Subscriptions;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The SDK's server behind one URL, with what that URL offers. */
final class Endpoint implements McpStreamableServerTransportProvider {
    /** The revisions that have this transport. */
    static final List<String> VERSIONS = List.of(ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    private final McpJsonMapper mapper;
    private final Offer offer;
    private final Sessions sessions;
    private final HttpLimits limits;
    private McpStreamableServerSession.@Nullable Factory factory;
    private @Nullable Subscriptions subscriptions;

    private Endpoint(Offer offer, Sessions sessions, HttpLimits limits) {
        this.mapper = SdkServers.mapper(offer);
        this.offer = offer;
        this.sessions = sessions;
        this.limits = limits;
    }

    static Endpoint of(Offer offer, Sessions sessions, HttpLimits limits) {
        Endpoint endpoint = new Endpoint(offer, sessions, limits);
        endpoint.subscriptions = SdkServers.build(McpServer.async(endpoint), endpoint.mapper, offer);
        return endpoint;
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory factory) {
        this.factory = factory;
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    /** Begins a session, which the client finds named in a header. */
    void greet(McpSchema.JSONRPCRequest request, HttpServletResponse response) throws HttpProblem, IOException {
        McpStreamableServerSession.McpStreamableServerSessionInit greeting = Objects
                .requireNonNull(factory, "The SDK gives the factory while the server is built")
                .startSession(readGreeting(request));
        Object result = greeting.initResult().block();
        HttpSession session = new HttpSession(this, greeting.session(), sessions.now());
        sessions.add(session);
        response.setHeader(HttpHeaders.MCP_SESSION_ID, session.id());
        Answers.json(response, HttpStatus.OK,
                mapper.writeValueAsString(McpSchema.JSONRPCResponse.result(request.id(), result)));
    }

    private McpSchema.InitializeRequest readGreeting(McpSchema.JSONRPCRequest request) throws HttpProblem {
        try {
            return mapper.convertValue(Objects.requireNonNullElse(request.params(), Map.of()),
                    new TypeRef<McpSchema.InitializeRequest>() {
                    });
        } catch (McpError e) {
            throw new HttpProblem(HttpStatus.OK, McpSchema.ErrorCodes.INVALID_PARAMS, request.id(),
                    "Invalid params: initialize has protocolVersion, capabilities and clientInfo");
        }
    }

    /** Answers a request, and returns when it is answered or taken back, even if the client no longer listens. */
    void answer(HttpSession session, McpSchema.JSONRPCRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        EventStream stream = new EventStream(mapper, response);
        McpTransportContext context = McpTransportContext.create(Map.of(CallId.REQUEST_KEY, request.id(),
                Questions.KEY, stream.questions()));
        session.session().responseStream(stream).handle(request)
                .contextWrite(reactor -> reactor.put(McpTransportContext.KEY, context)).onErrorComplete()
                .doFinally(signal -> stream.close()).subscribe();
        if (subscriptions != null) {
            subscriptions.hear(session.id(), request);
            if (sessions.find(session.id()).isEmpty()) {
                // It has ended meanwhile, and has forgotten before this was heard.
                subscriptions.forget(session.id());
            }
        }
        stream.awaitEnd(limits.pulse(), false);
        stream.finish();
    }

    void accept(HttpSession session, McpSchema.JSONRPCMessage message) {
        Mono<Void> accepted = message instanceof McpSchema.JSONRPCResponse response
                ? session.session().accept(response)
                : session.session().accept((McpSchema.JSONRPCNotification) message);
        accepted.onErrorComplete().block();
    }

    /** Sends what concerns no request of the client, until the client has gone or listens elsewhere. */
    void listen(HttpSession session, HttpServletResponse response) throws InterruptedException {
        EventStream stream = new EventStream(mapper, response);
        session.listen(stream);
        McpStreamableServerSession.McpStreamableServerSessionStream listening = session.session()
                .listeningStream(stream);
        try {
            if (sessions.find(session.id()).isEmpty()) {
                return;
            }
            stream.open();
            stream.awaitEnd(limits.pulse(), true);
        } finally {
            listening.close();
            session.stopListening(stream, sessions.now());
        }
    }

    void cancel(HttpSession session, Object request) {
        offer.service().desk().cancel(new CallId(session.id(), request)::equals);
    }

    /** Of a session that has ended nothing goes on. */
    void forget(String session) {
        if (subscriptions != null) {
            subscriptions.forget(session);
        }
        offer.service().desk().end(id -> id instanceof CallId call && call.session().equals(session));
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.fromRunnable(() -> sessions.notify(this, method, params));
    }

    @Override
    public Mono<Void> notifyClient(String sessionId, String method, Object params) {
        return sessions.find(sessionId).map(session -> session.session().sendNotification(method, params))
                .orElse(Mono.empty());
    }

    /** The sessions of all URLs end together. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
