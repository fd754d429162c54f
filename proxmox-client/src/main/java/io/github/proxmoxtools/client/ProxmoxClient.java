package io.github.proxmoxtools.client;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to one Proxmox VE server or cluster.
 *
 * <p>Calls block, and any number of threads may make them; virtual threads are welcome. An interrupt ends a call at
 * once. The client reads no file and no variable that it was not given, and keeps connections open for less than the
 * server's five seconds.
 */
public final class ProxmoxClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProxmoxClient.class);
    private static final Duration MOST = Duration.ofDays(1);

    private final ClientOptions options;
    private final Transport transport;
    private final Hosts hosts;
    private final Delivery delivery;
    private final Streaming streaming;
    private final Authentication authentication;
    private final boolean presentsToken;
    private final TicketFallback fallback;
    private final MemberLearning learning;
    private volatile @Nullable PveVersion version;

    private ProxmoxClient(ClientOptions options) {
        this.options = options;
        this.hosts = new Hosts(options.hosts(), options.resilience().time());
        this.transport = new Transport(options, new HostTrust(options, hosts));
        this.delivery = new Delivery(options, transport, hosts);
        this.presentsToken = !(options.credentials() instanceof Credentials.Password);
        this.authentication = switch (options.credentials()) {
            case Credentials.ApiToken token -> new TokenAuthentication(token);
            case Credentials.Password password -> ticket(password);
            case Credentials.TokenWithPassword both -> new TokenAuthentication(both.token());
        };
        this.streaming = new Streaming(options, transport, hosts, authentication, delivery);
        this.fallback = new TicketFallback(
                options.credentials() instanceof Credentials.TokenWithPassword both ? ticket(both.password()) : null,
                delivery);
        this.learning = new MemberLearning(options, hosts, this);
        if (options.trust() instanceof Trust.Unverified) {
            LOG.warn("Certificates of {} are not verified: whoever sits in between reads and changes everything."
                    + " Pin the certificate's SHA-256 fingerprint instead.", describeTarget());
        }
    }

    private TicketAuthentication ticket(Credentials.Password password) {
        return new TicketAuthentication(password, this::logIn, options.clock());
    }

    /**
     * Loads and computes what the first call of a process needs, without connecting.
     *
     * <p>For programs that have something else to do before their first request: on a thread of its own this takes the first
     * connection's place in line. It fails silently; the connection itself will say what is wrong.
     */
    public static void rehearse() {
        Rehearsal.run();
    }

    /**
     * Begins a client; nothing is read from files or variables.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes a call and waits for its answer.
     *
     * <p>Reads are repeated a few times where the failure passes, and move on to another host where there is one. Writes
     * are sent again only if the server provably did not take them. A write whose answer was lost is looked for among the
     * tasks of its node: exactly one that fits becomes its answer, marked as recovered.
     *
     * @param request the call
     * @return the answer of success
     * @throws OutcomeUnknownException if a write was sent, and nobody can tell whether it was done
     * @throws ProxmoxException if there is no answer of success
     */
    public ApiAnswer send(ApiRequest request) {
        refuseIfSealed(request);
        ApiAnswer answer = sendWithFallback(request);
        learning.afterAnswer();
        return answer;
    }

    private ApiAnswer sendWithFallback(ApiRequest request) {
        try {
            return delivery.deliver(request, authentication);
        } catch (ApiException refusal) {
            if (presentsToken && TicketFallback.appliesTo(request, refusal)) {
                return fallback.send(request, refusal);
            }
            throw refusal;
        }
    }

    /**
     * Makes several calls at the same time, as many as there may be connections to one server.
     *
     * <p>One that fails does not keep the others from being answered.
     *
     * @param requests the calls
     * @return how each of them ended, in the same order
     * @throws RequestInterruptedException if the thread is interrupted; all calls end
     */
    public List<Reply> sendToEach(List<ApiRequest> requests) {
        return sendToEach(requests, Set.of());
    }

    /**
     * Makes several calls at the same time, except those that are about nodes known to be offline.
     *
     * @param requests the calls
     * @param offline nodes that are not asked, see {@link #offlineNodes}; a call to one of them fails at once
     * @return how each of them ended, in the same order
     * @throws RequestInterruptedException if the thread is interrupted; all calls end
     */
    public List<Reply> sendToEach(List<ApiRequest> requests, Set<String> offline) {
        return new SendToEach(this::send, options.maxConnectionsPerHost()).replies(requests, offline);
    }

    /**
     * Asks which nodes the cluster knows to be offline.
     *
     * @return their names, often none
     * @throws ProxmoxException if the server cannot say
     */
    public Set<String> offlineNodes() {
        return SendToEach.offline(send(ApiRequest.get(ApiPath.parse("/nodes"))).data());
    }

    /**
     * Asks the cluster for its members, so that another one can be asked when a host that was named is gone.
     *
     * <p>Each member's certificate is pinned as this client's trusted connection says it; a member whose fingerprint cannot
     * be had is left out, unless this client verifies nothing.
     *
     * @return the members that are online
     * @throws ProxmoxException if the server cannot say
     */
    public List<Member> learnMembers() {
        return learning.learn();
    }

    /**
     * Lists the members that are asked besides the hosts that were named.
     *
     * @return what was learned or remembered; none if nothing was
     */
    public List<Member> members() {
        return hosts.members();
    }

    /**
     * Sends a file and waits for the answer, which usually is the UPID of the task that takes it in.
     *
     * <p>An interrupt ends it at once. Where several hosts are given, one that cannot be reached is followed by the
     * next. It is sent again only if the server did not take the login, which it says without taking the file.
     *
     * @param upload what to send, and where to
     * @return the answer of success
     * @throws TransferException if the content could not be read, or changed while it was sent
     * @throws OutcomeUnknownException if the whole was sent, and nobody can tell whether it was taken
     * @throws ProxmoxException if there is no answer of success
     */
    public ApiAnswer upload(Upload upload) {
        refuseIfSealed(new ApiRequest(HttpMethod.POST, upload.path(), List.of()));
        return streaming.upload(upload);
    }

    /**
     * Reads an answer of any size, and writes it to where it belongs.
     *
     * <p>An interrupt ends it at once. A file appears when it is whole, or not at all.
     *
     * @param request a GET
     * @param download where the answer goes, and what is expected of it
     * @return what came
     * @throws IllegalArgumentException if the request is no GET
     * @throws TransferException if the answer is too large, cannot be written, or is not the one that was expected
     * @throws ProxmoxException if there is no answer of success
     */
    public Downloaded download(ApiRequest request, Download download) {
        return streaming.download(request, download);
    }

    /**
     * Gives access to the tasks of the server.
     *
     * @return following, waiting and stopping
     */
    public Tasks tasks() {
        return new Tasks(this);
    }

    /**
     * Names the server for messages.
     *
     * @return {@code host:port}, or several of them with commas
     */
    public String describeTarget() {
        return hosts.toString();
    }

    /**
     * Asks the server for its version, once.
     *
     * @return the version; empty if the server does not say one in the usual form
     * @throws ProxmoxException if the server cannot be asked
     */
    public Optional<PveVersion> serverVersion() {
        if (version == null) {
            version = askVersion();
        }
        return Optional.ofNullable(version);
    }

    /**
     * Compares the server's clock with this machine's, by the answer that came last.
     *
     * @return how far the server is ahead, to the second; negative if it is behind, empty if no answer said the time
     */
    public Optional<Duration> clockAhead() {
        return transport.clockAhead();
    }

    /** Closes all connections; calls that are under way fail. */
    @Override
    public void close() {
        learning.close();
        transport.close();
    }

    @Override
    public String toString() {
        return "ProxmoxClient[" + describeTarget() + ", " + options.credentials() + "]";
    }

    /**
     * Says who calls; no secret is in it.
     *
     * @return {@code USER@REALM}, or for a token {@code USER@REALM!NAME}
     */
    public String login() {
        return authentication.user();
    }

    /** Reads a document of the server outside of its API, without a login. */
    void fetch(String path, BodyReceiver receiver) {
        streaming.fetch(path, receiver);
    }

    private @Nullable PveVersion askVersion() {
        Object data = send(ApiRequest.get(ApiPath.parse("/version"))).data();
        if (data instanceof Map<?, ?> answer && answer.get("version") instanceof String text) {
            try {
                return PveVersion.parse(text);
            } catch (IllegalArgumentException unusual) {
                LOG.debug("The server's version has an unusual form: {}", text);
            }
        }
        return null;
    }

    /** Here already, so that nobody logs in for what will not be sent. */
    private void refuseIfSealed(ApiRequest request) {
        options.seal().refuse(request.method(), request.path());
    }

    private ApiAnswer logIn(List<Parameter> form, Deadline deadline) {
        ApiRequest login = new ApiRequest(HttpMethod.POST, TicketAuthentication.PATH, form);
        return delivery.deliver(deadline.isSet() ? login.withDeadline(deadline.atMost(MOST)) : login, new NoProof());
    }

    /** What a client is made of; host and credentials are needed, all else has a default. */
    public static final class Builder {
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
        private static final long DEFAULT_MAX_BODY_BYTES = 64L << 20;
        private static final Duration DEFAULT_IDLE_LIMIT = Duration.ofSeconds(4);
        private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(15);

        private List<Host> hosts = List.of();
        private @Nullable Credentials credentials;
        private Trust trust = new Trust.SystemStore();
        private Duration timeout = DEFAULT_TIMEOUT;
        private String userAgent = "proxmox-tools";
        private long maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
        private Seal seal = Seal.ofThisBuild();
        private @Nullable Host proxy;
        private int maxConnectionsPerHost = 8;
        private Duration idleLimit = DEFAULT_IDLE_LIMIT;
        private Clock clock = Clock.systemUTC();
        private Retries retries = Retries.standard();
        private Duration patience = DEFAULT_PATIENCE;
        private final Map<Host, Trust.Fingerprints> pins = new LinkedHashMap<>();
        private @Nullable MemberMemory memory;
        private TaskTime time = TaskTime.SYSTEM;
        private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

        private Builder() {}

        /**
         * Names the servers: nodes of one cluster, tried in this order.
         *
         * @param several at least one
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        public Builder hosts(List<Host> several) {
            if (several.isEmpty()) {
                throw new IllegalArgumentException("at least one host is needed");
            }
            this.hosts = List.copyOf(several);
            return this;
        }

        /**
         * Names the server.
         *
         * @param one the server
         * @return this builder
         */
        public Builder host(Host one) {
            return hosts(List.of(one));
        }

        /**
         * Says who the client is.
         *
         * @param who a token, or a user with password
         * @return this builder
         */
        public Builder credentials(Credentials who) {
            this.credentials = who;
            return this;
        }

        /**
         * Says which certificates are accepted; the system's authorities by default.
         *
         * @param how the way to decide
         * @return this builder
         */
        public Builder trust(Trust how) {
            this.trust = how;
            return this;
        }

        /**
         * Limits connecting, and each silence of the server; 30 seconds by default.
         *
         * @param limit 1 ms to a day; a transfer that moves may take longer
         * @return this builder
         * @throws IllegalArgumentException if the limit is outside
         */
        public Builder timeout(Duration limit) {
            if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("a timeout is 1 ms to a day, not " + limit);
            }
            this.timeout = limit;
            return this;
        }

        /**
         * Says in the server's access log what is calling.
         *
         * @param name for example {@code proxmox-tools/1.0}; visible ASCII and blanks
         * @return this builder
         * @throws IllegalArgumentException if it holds other characters
         */
        public Builder userAgent(String name) {
            if (!name.matches("[\\x20-\\x7E]+")) {
                throw new IllegalArgumentException("a user agent is visible ASCII, unlike: " + name);
            }
            this.userAgent = name;
            return this;
        }

        /**
         * Limits the size of an answer; 64 MiB by default.
         *
         * @param bytes 1 to {@link Integer#MAX_VALUE}
         * @return this builder
         * @throws IllegalArgumentException if the limit is outside
         */
        public Builder maxBodyBytes(long bytes) {
            if (bytes < 1 || bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a body limit is 1 to " + Integer.MAX_VALUE + ", not " + bytes);
            }
            this.maxBodyBytes = bytes;
            return this;
        }

        /**
         * Makes the client refuse everything but GET and the login, before anything is sent.
         *
         * @param sealed whether it reads only; {@code false} does not raise what this build was {@link Seal sealed} to
         * @return this builder
         */
        public Builder readOnly(boolean sealed) {
            this.seal = sealed ? Seal.READ : Seal.ofThisBuild();
            return this;
        }

        /**
         * Sends everything through an HTTP proxy, which sees the server's name and nothing else.
         *
         * @param through a proxy that knows CONNECT and wants no login
         * @return this builder
         */
        public Builder proxy(Host through) {
            this.proxy = through;
            return this;
        }

        /**
         * Limits the calls at the same time to one server; 8 by default.
         *
         * @param count 1 to 1000
         * @return this builder
         * @throws IllegalArgumentException if the count is outside
         */
        public Builder maxConnectionsPerHost(int count) {
            if (count < 1 || count > 1000) {
                throw new IllegalArgumentException("connections per host are 1 to 1000, not " + count);
            }
            this.maxConnectionsPerHost = count;
            return this;
        }

        /**
         * Gives the time by which tickets are renewed.
         *
         * @param source the system's clock by default
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * Says how often reads, and writes that the server provably did not take, are sent again.
         *
         * @param how {@link Retries#standard} by default; {@link Retries#none} for never
         * @return this builder
         */
        public Builder retries(Retries how) {
            this.retries = how;
            return this;
        }

        /**
         * Limits the search for the task of a write whose answer was lost; 15 seconds by default.
         *
         * @param limit how long; zero for no search
         * @return this builder
         * @throws IllegalArgumentException if the limit is negative
         */
        public Builder outcomePatience(Duration limit) {
            if (limit.isNegative()) {
                throw new IllegalArgumentException("an outcome cannot be looked for during " + limit);
            }
            this.patience = limit;
            return this;
        }

        /**
         * Pins the certificates of one server, whatever holds for the others.
         *
         * @param server one of the hosts
         * @param certificates what it may show
         * @return this builder
         */
        public Builder pin(Host server, Trust.Fingerprints certificates) {
            pins.put(server, certificates);
            return this;
        }

        /**
         * Lets the client learn the members of the cluster while it works, and ask them when the hosts are gone.
         *
         * @param where they are remembered; without this call nothing is learned
         * @return this builder
         */
        public Builder memberMemory(MemberMemory where) {
            this.memory = where;
            return this;
        }

        Builder idleLimit(Duration limit) {
            this.idleLimit = limit;
            return this;
        }

        /** Gives the time that passes, and the chance that spreads pauses. */
        Builder pace(TaskTime other, RandomGenerator chance) {
            this.time = other;
            this.random = chance;
            return this;
        }

        /**
         * Makes the client, which connects when the first call needs it.
         *
         * @return the client
         * @throws IllegalStateException if host or credentials are missing
         */
        public ProxmoxClient build() {
            return new ProxmoxClient(options());
        }

        ClientOptions options() {
            if (hosts.isEmpty() || credentials == null) {
                throw new IllegalStateException("a client needs " + (hosts.isEmpty() ? "a host" : "credentials"));
            }
            return new ClientOptions(hosts, credentials, trust, timeout, userAgent, maxBodyBytes,
                    seal, proxy, maxConnectionsPerHost, idleLimit, clock,
                    new Resilience(retries, patience, pins, memory, time, random));
        }
    }
}
