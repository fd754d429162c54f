package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The whole simulated cluster.
 *
 * <p>Everything but {@link #look} may only be used within {@link #look}: it lets happen what is due, and keeps others
 * out meanwhile.
 */
public final class Cluster {
    private static final int FIRST_VMID = 100;

    private static final Duration BETWEEN_BROADCASTS = Duration.ofSeconds(10);

    private final String name;
    private final Profile profile;
    private final TimeSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Timeline timeline;
    private final Broadcast broadcast = new Broadcast();
    private final Broadcast.Beat beat;
    private final Tasks tasks;
    private final Access access;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<Integer, Guest> guests = new TreeMap<>();
    private final Map<String, Storage> storages = new TreeMap<>();
    private final Map<String, Pool> pools = new TreeMap<>();
    private final Archives archives = new Archives();
    private final Map<String, NodeSystem> systems = new TreeMap<>();
    private final GuestDepartures departures = new GuestDepartures();
    private boolean quorumLost;
    private final ClusterSettings settings = new ClusterSettings();
    private final HighAvailability highAvailability = new HighAvailability(this);
    private final Replication replication = new Replication(this);
    private HaManagement haManagement = highAvailability;

    /**
     * A cluster without guests.
     *
     * @param name its name
     * @param profile its version
     * @param clock its time
     * @param taskSpeed how many times faster than real ones its tasks are
     * @param fingerprints the nodes' certificates, by node
     */
    public Cluster(String name, Profile profile, TimeSource clock, double taskSpeed,
            Map<String, String> fingerprints) {
        this.name = name;
        this.profile = profile;
        this.clock = clock;
        this.timeline = new Timeline(clock.instant(), this::pass);
        this.tasks = new Tasks(timeline, taskSpeed, this::obstacle);
        this.beat = new Broadcast.Beat(clock.instant(), tasks.scaled(BETWEEN_BROADCASTS));
        this.access = new Access(profile, () -> pools().values());
        fingerprints.forEach((node, fingerprint) -> nodes.put(node,
                new Node(node, nodes.size() + 1, fingerprint, clock.instant())));
        Leavings.watch(this);
    }

    /**
     * Looks at the cluster, or changes it.
     *
     * @param what what to do
     * @param <T> what comes of it
     * @return what came of it
     */
    public <T> T look(Supplier<T> what) {
        lock.lock();
        try {
            timeline.proceed(clock.instant());
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    /** {@return what the nodes last told each other} */
    public Broadcast broadcast() {
        return broadcast;
    }

    /** Lets the nodes tell each other everything at once. */
    public void tellEverything() {
        broadcast.refresh(guests.values(), now());
    }

    private void pass(Instant moment) {
        beat.upTo(moment).ifPresent(last -> broadcast.refresh(guests.values(), last));
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return its version} */
    public Profile profile() {
        return profile;
    }

    /** {@return the time} */
    public Instant now() {
        return timeline.now();
    }

    /** {@return its tasks} */
    public Tasks tasks() {
        return tasks;
    }

    /** {@return who may do what} */
    public Access access() {
        return access;
    }

    /** {@return its members} */
    public Collection<Node> nodes() {
        return nodes.values();
    }

    /**
     * Finds a member.
     *
     * @param node its name
     * @return the member
     */
    public Optional<Node> node(String node) {
        return Optional.ofNullable(nodes.get(node));
    }

    /**
     * Takes a node out of the cluster, with the guests on it.
     *
     * @param node its name
     */
    public void removeNode(String node) {
        nodes.remove(node);
        guests.values().removeIf(guest -> guest.node().equals(node));
    }

    /** {@return whether more than half of the nodes can reach each other} */
    public boolean isQuorate() {
        return !quorumLost && nodes.values().stream().filter(Node::isOnline).count() * 2 > nodes.size();
    }

    /**
     * Tells whether a node is among more than half of the nodes.
     *
     * @param node the node
     * @return whether what it writes is kept
     */
    public boolean isQuorate(String node) {
        return !quorumLost && nodes.keySet().stream().filter(other -> reaches(node, other)).count() * 2 > nodes.size();
    }

    /**
     * Takes the quorum away from all nodes, or gives it back.
     *
     * @param lost whether it is lost, whoever can reach whom
     */
    public void loseQuorum(boolean lost) {
        quorumLost = lost;
    }

    /**
     * Tells whether a node can reach another.
     *
     * @param from the one
     * @param to the other; every node that runs reaches itself
     * @return whether it does
     */
    public boolean reaches(String from, String to) {
        if (from.equals(to)) {
            return node(to).filter(Node::runs).isPresent();
        }
        return node(from).filter(Node::isOnline).isPresent() && node(to).filter(Node::isOnline).isPresent();
    }

    /**
     * Turns a node off; what it was doing stands still.
     *
     * @param node the node
     */
    public void turnOff(Node node) {
        node.turnOff();
        tasks.freeze(node.name());
    }

    /**
     * Turns a node on; of its guests only those run that start with it, and what it was doing has come to nothing.
     *
     * @param node the node
     */
    public void turnOn(Node node) {
        node.boot(now());
        tasks.abandon(node.name());
        guests.values().stream().filter(guest -> guest.node().equals(node.name())).forEach(guest -> {
            guest.stop();
            if ("1".equals(String.valueOf(guest.config().get("onboot")))) {
                guest.start(now());
            }
        });
    }

    private Optional<String> obstacle(Upid upid) {
        boolean starts = upid.type().equals("qmstart") || upid.type().equals("vzstart");
        return starts && !isQuorate(upid.node()) ? Optional.of("cluster not ready - no quorum?") : Optional.empty();
    }

    /** {@return the guests by number; may be changed} */
    public Map<Integer, Guest> guests() {
        return guests;
    }

    /**
     * Lists the guests of a node.
     *
     * @param node the node
     * @param kind their kind
     * @return the guests, sorted by number
     */
    public List<Guest> guests(String node, Kind kind) {
        return guests.values().stream().filter(guest -> guest.kind() == kind && guest.node().equals(node)).toList();
    }

    /**
     * Finds a guest on a node.
     *
     * @param node the node
     * @param kind its kind
     * @param vmid its number
     * @return the guest
     */
    public Optional<Guest> guest(String node, Kind kind, int vmid) {
        return Optional.ofNullable(guests.get(vmid))
                .filter(guest -> guest.kind() == kind && guest.node().equals(node));
    }

    /** {@return the lowest number that no guest has} */
    public int nextVmid() {
        int vmid = FIRST_VMID;
        while (guests.containsKey(vmid)) {
            vmid++;
        }
        return vmid;
    }

    /** {@return the storages by name; may be changed} */
    public Map<String, Storage> storages() {
        return storages;
    }

    /** {@return the pools by name; may be changed} */
    public Map<String, Pool> pools() {
        return pools;
    }

    /**
     * Gives what can be configured on a node.
     *
     * @param node the node
     * @return its system
     */
    public NodeSystem system(Node node) {
        return systems.computeIfAbsent(node.name(), key -> new NodeSystem(node, profile, nodes.size() == 1));
    }

    /** {@return what the backups hold} */
    public Archives archives() {
        return archives;
    }

    /** {@return what must be asked or told when a guest is destroyed} */
    public GuestDepartures departures() {
        return departures;
    }

    /** {@return what is configured beside all that} */
    public ClusterSettings settings() {
        return settings;
    }

    /** {@return what copies guests to other nodes} */
    public Replication replication() {
        return replication;
    }

    /** {@return HA's manager} */
    public HighAvailability highAvailability() {
        return highAvailability;
    }

    /** {@return what knows which guests HA manages} */
    public HaManagement haManagement() {
        return haManagement;
    }

    /**
     * Lets HA manage guests.
     *
     * @param management what knows which
     */
    public void setHaManagement(HaManagement management) {
        haManagement = management;
    }

    /** Lets something happen at a time of the cluster's clock. */
    void at(Instant when, Runnable what) {
        timeline.at(when, what);
    }

    /**
     * Lets something happen later.
     *
     * @param delay in how long, on a real cluster
     * @param what what happens
     */
    public void later(Duration delay, Runnable what) {
        timeline.at(timeline.now().plus(tasks.scaled(delay)), what);
    }
}
