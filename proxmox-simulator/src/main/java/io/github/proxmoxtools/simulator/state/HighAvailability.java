package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * HA's manager: some time after a resource was changed it brings the guest to where and how it is wanted.
 *
 * <p>It works in rounds; the next one is only due when something has been asked of it.
 */
public final class HighAvailability implements HaManagement {
    /** How long a request waits for the manager's next round. */
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(4);
    private static final Duration MIGRATION = Duration.ofSeconds(8);
    private static final Set<String> STOPPED = Set.of("stopped", "disabled");

    private final Cluster cluster;
    private final SectionFile resources;
    private final SectionFile rules;
    private final Map<String, HaService> services = new TreeMap<>();
    private boolean isActive;
    private boolean isRoundDue;
    private Optional<String> disarmed = Optional.empty();

    HighAvailability(Cluster cluster) {
        this.cluster = cluster;
        this.resources = cluster.settings().file("ha/resources.cfg");
        this.rules = cluster.settings().file("ha/rules.cfg");
    }

    /** {@return what the manager has taken up, by resource} */
    public Map<String, HaService> services() {
        return services;
    }

    /** {@return whether there is a manager: there is one as soon as there was something to manage} */
    public boolean isActive() {
        return isActive;
    }

    /** {@return how resources are treated while HA is disarmed, empty when it is armed} */
    public Optional<String> disarmed() {
        return disarmed;
    }

    /**
     * Disarms HA, or arms it again.
     *
     * @param mode how resources are treated meanwhile, empty to arm it
     */
    public void disarm(Optional<String> mode) {
        disarmed = mode;
        awake();
    }

    /**
     * Names a guest as resources are named.
     *
     * @param kind its kind
     * @param vmid its number
     * @return such as {@code vm:100}
     */
    public static String sid(Kind kind, int vmid) {
        return kind.word().toLowerCase(Locale.ROOT) + ":" + vmid;
    }

    /**
     * Finds the guest of a resource.
     *
     * @param sid the resource
     * @return the guest
     */
    public Optional<Guest> guest(String sid) {
        return cluster.guests().values().stream().filter(guest -> sid(guest.kind(), guest.vmid()).equals(sid))
                .findFirst();
    }

    /**
     * Tells how a resource is wanted.
     *
     * @param resource the resource
     * @return {@code started}, {@code stopped}, {@code disabled} or {@code ignored}
     */
    public static String wanted(Section resource) {
        return resource.text("state").filter(state -> !state.equals("enabled")).orElse("started");
    }

    @Override
    public boolean manages(Kind kind, int vmid) {
        return resources.find(sid(kind, vmid)).filter(resource -> !wanted(resource).equals("ignored")).isPresent();
    }

    @Override
    public void request(Kind kind, int vmid, boolean started) {
        resources.find(sid(kind, vmid)).ifPresent(resource -> {
            resource.options().put("state", started ? "started" : "stopped");
            awake();
        });
    }

    /** Containers cannot move while they run. */
    @Override
    public void migrate(Kind kind, int vmid, String target) {
        move(sid(kind, vmid), target, kind == Kind.LXC);
    }

    /**
     * Asks for a resource to go to another node.
     *
     * @param sid the resource
     * @param target the node
     * @param relocation whether it is stopped for that, and started there
     */
    public void move(String sid, String target, boolean relocation) {
        guest(sid).ifPresent(guest -> {
            services.computeIfAbsent(sid, key -> new HaService(guest.runs() ? "started" : "stopped", guest.node()))
                    .ask(target, relocation);
            awake();
        });
    }

    /**
     * Takes a resource out of the rules that name it; a rule that is left without any goes too.
     *
     * @param sid the resource
     */
    public void removeFromRules(String sid) {
        rules.all().stream().filter(rule -> rule.list("resources").contains(sid)).forEach(rule -> {
            String left = String.join(",",
                    rule.list("resources").stream().filter(other -> !other.equals(sid)).toList());
            if (left.isEmpty()) {
                rules.remove(rule.id());
            } else {
                rule.options().put("resources", left);
            }
        });
    }

    /** Lets the manager look at its resources soon. */
    public void awake() {
        if (!isRoundDue) {
            isRoundDue = true;
            cluster.later(ROUND, this::round);
        }
    }

    private void round() {
        isRoundDue = false;
        isActive = true;
        services.keySet().removeIf(sid -> resources.find(sid).isEmpty());
        if (disarmed.isEmpty()) {
            resources.all().forEach(this::attend);
        }
    }

    private void attend(Section resource) {
        Optional<Guest> guest = guest(resource.id());
        if (guest.isEmpty() || wanted(resource).equals("ignored")) {
            services.remove(resource.id());
            return;
        }
        HaService service = services.computeIfAbsent(resource.id(),
                sid -> new HaService("stopped", guest.get().node()));
        if (service.target() == null) {
            service.arriveAt(guest.get().node());
        }
        boolean shallRun = !STOPPED.contains(wanted(resource));
        if (service.target() != null) {
            travel(service, guest.get());
        } else if (shallRun && !guest.get().runs()) {
            start(service, guest.get());
        } else if (!shallRun && guest.get().runs()) {
            shutDown(service, guest.get());
        } else {
            service.become(shallRun ? "started" : "stopped");
        }
    }

    private void start(HaService service, Guest guest) {
        service.become("started");
        run(guest, "start", guest.kind().startLasts(), guest::runs, () -> guest.start(cluster.now()));
    }

    private void shutDown(HaService service, Guest guest) {
        service.become("request_stop");
        run(guest, "shutdown", SHUTDOWN, () -> !guest.runs(), () -> {
            guest.stop();
            service.become("stopped");
        });
    }

    private void travel(HaService service, Guest guest) {
        String target = String.valueOf(service.target());
        boolean canGo = cluster.node(target).filter(Node::isOnline).isPresent() && !target.equals(guest.node());
        if (!canGo) {
            service.arriveAt(guest.node());
            awake();
            return;
        }
        service.become(service.isRelocation() ? "relocate" : "migrate");
        run(guest, "migrate", MIGRATION, () -> guest.node().equals(target), () -> {
            if (service.isRelocation()) {
                guest.stop();
            }
            guest.moveTo(target);
            service.arriveAt(target);
            awake();
        });
    }

    private interface Condition {
        boolean holds();
    }

    /** Works as root, like the server's own daemons; what is as wanted already when its turn comes stays as it is. */
    private void run(Guest guest, String action, Duration lasts, Condition done, Runnable change) {
        cluster.tasks().start(guest.node(), guest.kind().task(action), Integer.toString(guest.vmid()), Access.ROOT,
                guest.kind().lockFile(guest.vmid()), new TaskWork(lasts, log -> {
                    if (guest.lock().isPresent()) {
                        throw new TaskFailure(guest.kind().word() + " is locked (" + guest.lock().get() + ")");
                    }
                }, log -> {
                    if (!done.holds()) {
                        change.run();
                    }
                }));
    }
}
