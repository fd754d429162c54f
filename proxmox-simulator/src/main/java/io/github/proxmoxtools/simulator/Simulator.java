package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.api.ApiGateway;
import io.github.proxmoxtools.simulator.api.Coverage;
import io.github.proxmoxtools.simulator.state.Access;
import io.github.proxmoxtools.simulator.state.AclEntry;
import io.github.proxmoxtools.simulator.state.Cluster;
import io.github.proxmoxtools.simulator.state.DemoSeed;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.TimeSource;
import io.github.proxmoxtools.simulator.state.Token;
import io.github.proxmoxtools.simulator.state.User;
import io.github.proxmoxtools.simulator.tls.KeyKind;
import io.github.proxmoxtools.simulator.tls.NodeCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A stand-in Proxmox VE cluster inside this JVM.
 *
 * <p>Each node listens on a port of its own on 127.0.0.1, over TLS with a certificate made at start, and answers as
 * Proxmox VE does. Endpoints without state behind them answer in the schema's shape and say so in a header; what it does
 * not simulate it refuses with 501 and a reason that ends in {@code not simulated}.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start()) {
 *     String host = simulator.hosts().getFirst();
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {
    private static final String USER = "admin@pve";
    private static final String TOKEN = "simulator";
    private static final String PASSWORD = "simulated-password";
    private static final int MOST_REQUESTS = 50_000;

    private final NodePorts ports = new NodePorts();
    private final RequestLog requests = new RequestLog(MOST_REQUESTS);
    private final Faults faults = new Faults(ports);
    private final String tokenSecret = UUID.randomUUID().toString();
    private final TimeSource time = new TimeSource();
    private final Cluster cluster;
    private final ApiGateway.Endpoints endpoints;

    private Simulator(Builder builder) {
        Map<String, NodeCertificate> certificates = certificates(builder.nodes, builder.keys);
        Map<String, String> fingerprints = new LinkedHashMap<>();
        certificates.forEach((node, certificate) -> fingerprints.put(node, certificate.fingerprint()));
        cluster = new Cluster("demo", builder.profile, time, builder.taskSpeed, fingerprints);
        cluster.look(this::addAdministrator);
        certificates.forEach((node, certificate) -> cluster.node(node)
                .ifPresent(known -> cluster.system(known).setOwnCertificate(certificate.pem())));
        if (builder.seed != Seed.EMPTY) {
            DemoSeed.fill(cluster, builder.guestCount());
        }
        endpoints = new ApiGateway.Endpoints(cluster);
        if (builder.seed == Seed.HA) {
            HighlyAvailable.arrange(endpoints, builder.profile, builder.nodes);
        }
        cluster.look(() -> {
            cluster.tellEverything();
            return cluster;
        });
        int port = builder.port;
        for (Map.Entry<String, NodeCertificate> entry : certificates.entrySet()) {
            var gateway = new ApiGateway(entry.getKey(), endpoints, builder.unauthorizedDelay);
            ports.open(entry.getKey(), port, entry.getValue(),
                    new NodeDoor(entry.getKey(), gateway, faults, requests::add));
            port = port == 0 ? 0 : port + 1;
        }
    }

    /**
     * Starts a cluster for a test: three nodes with guests on them, tasks that take milliseconds.
     *
     * @return the running simulator
     */
    public static Simulator start() {
        return builder().start();
    }

    /**
     * Starts to describe a cluster.
     *
     * @return what can be chosen
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Lists the nodes' addresses.
     *
     * @return {@code 127.0.0.1:port} of each node
     */
    public List<String> hosts() {
        return ports.numbers().stream().map(port -> "127.0.0.1:" + port).toList();
    }

    /**
     * Lists the nodes.
     *
     * @return their names
     */
    public List<String> nodes() {
        return ports.nodes();
    }

    /**
     * Tells where a node listens.
     *
     * @param node its name
     * @return the port on 127.0.0.1
     */
    public int port(String node) {
        return ports.number(node);
    }

    /**
     * Lists what to pin.
     *
     * @return SHA-256 of each node's certificate as colon-separated upper-case hex pairs
     */
    public List<String> fingerprints() {
        return ports.certificates().stream().map(NodeCertificate::fingerprint).toList();
    }

    /**
     * Gives a node's certificate, which is its own authority.
     *
     * @param node its name
     * @return the certificate as PEM
     */
    public String certificatePem(String node) {
        return ports.certificate(node).pem();
    }

    /**
     * Names a token that may do everything.
     *
     * @return {@code USER@REALM!NAME}
     */
    public String adminTokenId() {
        return USER + "!" + TOKEN;
    }

    /**
     * Gives the secret of {@link #adminTokenId()}.
     *
     * @return the secret
     */
    public String adminTokenSecret() {
        return tokenSecret;
    }

    /**
     * Names a user who may do everything; root@pam has the same password.
     *
     * @return the name with its realm
     */
    public String username() {
        return USER;
    }

    /**
     * Gives the password of {@link #username()}.
     *
     * @return the password
     */
    public String password() {
        return PASSWORD;
    }

    /**
     * Gives the cluster's clock.
     *
     * @return the clock, which can be turned
     */
    public SimulatorClock clock() {
        return new SimulatorClock(time);
    }

    /**
     * Lists the requests so far; of more than 50,000 only the last.
     *
     * @return the requests in the order in which they came
     */
    public List<RecordedRequest> requests() {
        return requests.all();
    }

    /**
     * Counts what was taken and may have changed something, among {@link #requests}.
     *
     * @return how many requests other than GET and logins reached the API
     */
    public long writes() {
        return requests.all().stream().filter(request -> request.taken() && request.isWrite())
                .filter(request -> !request.path().endsWith("/access/ticket")).count();
    }

    /** Forgets the requests so far. */
    public void forgetRequests() {
        requests.clear();
    }

    /**
     * Lets requests go wrong.
     *
     * @return what goes wrong
     */
    public Faults faults() {
        return faults;
    }

    /**
     * Decides what becomes of tasks.
     *
     * @return what will become of them
     */
    public SimulatorTasks tasks() {
        return new SimulatorTasks(cluster);
    }

    /**
     * Changes the cluster past its API.
     *
     * @return what can be changed
     */
    public SimulatorState state() {
        return new SimulatorState(cluster, ports);
    }

    /**
     * Lists what is simulated with state behind it.
     *
     * @return method and path template of each endpoint, such as {@code GET /nodes/{node}/qemu}, sorted
     */
    public List<String> simulatedEndpoints() {
        return endpoints(Coverage.STATEFUL);
    }

    /**
     * Lists what is answered in the schema's shape only: lists are empty, and changes do not last. Such answers carry
     * the header {@code X-Simulated: shape}.
     *
     * @return method and path template of each endpoint, sorted
     */
    public List<String> shapedEndpoints() {
        return endpoints(Coverage.SHAPED);
    }

    /** Stops listening, and ends all connections at once. */
    @Override
    public void close() {
        ports.close();
    }

    private List<String> endpoints(Coverage wanted) {
        return endpoints.coverage().entrySet().stream().filter(entry -> entry.getValue() == wanted)
                .map(Map.Entry::getKey).toList();
    }

    private boolean addAdministrator() {
        var admin = new User(USER);
        admin.setPassword(PASSWORD);
        admin.texts().put("comment", "Everything is allowed");
        admin.tokens().put(TOKEN, new Token(TOKEN, tokenSecret, false, 0, ""));
        cluster.access().users().put(USER, admin);
        User root = cluster.access().users().get(Access.ROOT);
        if (root != null) {
            root.setPassword(PASSWORD);
        }
        cluster.access().grant(new AclEntry("/", "user", USER,
                "Administrator", true));
        return true;
    }

    /** Each node's key costs some milliseconds: they are made side by side. */
    private static Map<String, NodeCertificate> certificates(List<String> nodes, KeyKind keys) {
        List<NodeCertificate> made = nodes.parallelStream().map(node -> NodeCertificate.selfSigned(node, keys))
                .toList();
        Map<String, NodeCertificate> byNode = new LinkedHashMap<>();
        for (int i = 0; i < made.size(); i++) {
            byNode.put(nodes.get(i), made.get(i));
        }
        return byNode;
    }

    /** Describes a cluster before it starts. */
    public static final class Builder {
        private static final double QUICK = 50;
        private static final int MOST_NODES = 64;
        private static final int MOST_GUESTS = 100_000;
        private static final Duration SHORT = Duration.ofMillis(50);
        private static final Duration AS_REAL_SERVERS_DO = Duration.ofSeconds(3);

        private List<String> nodes = List.of("pve1", "pve2", "pve3");
        private int port;
        private Profile profile = Profile.PVE_9_2;
        private double taskSpeed = QUICK;
        private Duration unauthorizedDelay = SHORT;
        private Seed seed = Seed.SMALL;
        private KeyKind keys = KeyKind.EC;
        private int guests = AS_SEEDED;

        private static final int AS_SEEDED = -1;
        private static final int LARGE = 1000;

        private Builder() {}

        private int guestCount() {
            return seed == Seed.LARGE && guests == AS_SEEDED ? LARGE : guests;
        }

        /**
         * Names the nodes; pve1, pve2 and pve3 unless chosen.
         *
         * @param names at least one, all different
         * @return this
         */
        public Builder nodes(String... names) {
            var distinct = new LinkedHashSet<>(List.of(names));
            if (distinct.isEmpty() || distinct.size() < names.length) {
                throw new IllegalArgumentException("A cluster needs nodes with different names.");
            }
            nodes = new ArrayList<>(distinct);
            return this;
        }

        /**
         * Chooses how many nodes there are, called pve1, pve2 and so on.
         *
         * @param count how many, from 1 to 64
         * @return this
         */
        public Builder nodeCount(int count) {
            if (count < 1 || count > MOST_NODES) {
                throw new IllegalArgumentException("A cluster has 1 to " + MOST_NODES + " nodes, not " + count + ".");
            }
            return nodes(IntStream.rangeClosed(1, count).mapToObj(number -> "pve" + number).toArray(String[]::new));
        }

        /**
         * Chooses what is on the cluster at first; {@link Seed#SMALL} unless chosen.
         *
         * @param what the seed
         * @return this
         */
        public Builder seed(Seed what) {
            seed = what;
            return this;
        }

        /**
         * Chooses how many guests there are; as many as the seed has unless chosen.
         *
         * @param count how many, from 0 to 100,000
         * @return this
         */
        public Builder guests(int count) {
            if (count < 0 || count > MOST_GUESTS) {
                throw new IllegalArgumentException(
                        "A cluster has 0 to " + MOST_GUESTS + " guests, not " + count + ".");
            }
            guests = count;
            return this;
        }

        /**
         * Chooses the first node's port; the others take the next ones. Any free ports unless chosen.
         *
         * @param first the port, 0 for any
         * @return this
         */
        public Builder port(int first) {
            port = first;
            return this;
        }

        /**
         * Chooses the version; 9.2 unless chosen.
         *
         * @param release {@code 7.4}, {@code 8.4} or {@code 9.2}
         * @return this
         */
        public Builder profile(String release) {
            profile = Profile.of(release);
            return this;
        }

        /**
         * Chooses how many times faster than real ones tasks are; 50 unless chosen.
         *
         * @param factor greater than 0, 1 for real times
         * @return this
         */
        public Builder taskSpeed(double factor) {
            if (!(factor > 0)) {
                throw new IllegalArgumentException("Tasks need a speed greater than 0.");
            }
            taskSpeed = factor;
            return this;
        }

        /**
         * Chooses how late the answer to a failed authentication is; 50 ms unless chosen, 3 s on a real server.
         *
         * @param delay how late
         * @return this
         */
        public Builder unauthorizedDelay(Duration delay) {
            unauthorizedDelay = delay;
            return this;
        }

        /**
         * Lets tasks and failed authentications take the time they take on a real server.
         *
         * @return this
         */
        public Builder realTimes() {
            return taskSpeed(1).unauthorizedDelay(AS_REAL_SERVERS_DO);
        }

        /**
         * Gives the nodes keys as Proxmox VE makes them: RSA with 2,048 bits, which take long to make. On the curve P-256 unless
         * chosen.
         *
         * @return this
         */
        public Builder rsaKeys() {
            return keys(KeyKind.RSA);
        }

        Builder keys(KeyKind kind) {
            keys = kind;
            return this;
        }

        /**
         * Leaves out the guests, storages, users and pools of the demonstration.
         *
         * @return this
         */
        public Builder empty() {
            return seed(Seed.EMPTY);
        }

        /**
         * Starts the cluster.
         *
         * @return the running simulator
         */
        public Simulator start() {
            return new Simulator(this);
        }
    }
}
