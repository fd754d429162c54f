package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies guests to other nodes, again and again, by the cluster's clock. */
public final class Replication {
    private static final String EVERY_QUARTER = "*/15";
    /** The scheduler looks for due jobs once a minute. */
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LASTS = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofMinutes(5);
    private static final int PID = 31_000;

    private final Cluster cluster;
    private final SectionFile jobs;
    private final Map<String, State> states = new TreeMap<>();

    /** What became of a job's last runs. */
    public static final class State {
        private long lastSync;
        private long lastTry;
        private double duration;
        private int failures;
        private @Nullable String error;
        private boolean runs;
        private boolean isDueNow;
        private final List<String> log = new ArrayList<>();

        /** {@return when it last succeeded, 0 for never} */
        public long lastSync() {
            return lastSync;
        }

        /** {@return when it last began, 0 for never} */
        public long lastTry() {
            return lastTry;
        }

        /** {@return how long the last run took in seconds, empty before the first} */
        public Optional<Double> duration() {
            return lastTry == 0 || runs ? Optional.empty() : Optional.of(duration);
        }

        /** {@return how often it failed since it last succeeded} */
        public int failures() {
            return failures;
        }

        /** {@return why it failed last} */
        public Optional<String> error() {
            return Optional.ofNullable(error);
        }

        /** {@return the process that runs it now} */
        public Optional<Integer> pid() {
            return runs ? Optional.of(PID) : Optional.empty();
        }

        /** {@return what the last run wrote} */
        public List<String> log() {
            return List.copyOf(log);
        }
    }

    Replication(Cluster cluster) {
        this.cluster = cluster;
        this.jobs = cluster.settings().file("replication.cfg");
    }

    /** {@return the configuration of all jobs} */
    public SectionFile jobs() {
        return jobs;
    }

    /**
     * Tells what became of a job.
     *
     * @param job the job
     * @return its state
     */
    public State state(Section job) {
        return states.computeIfAbsent(job.id(), id -> new State());
    }

    /**
     * Finds a job's guest.
     *
     * @param job the job
     * @return the guest
     */
    public Optional<Guest> guest(Section job) {
        return Optional.ofNullable(cluster.guests().get(vmid(job)));
    }

    /**
     * Tells whose job it is.
     *
     * @param job the job
     * @return the guest's number
     */
    public static int vmid(Section job) {
        return Integer.parseInt(job.id().substring(0, job.id().indexOf('-')));
    }

    /**
     * Tells when a job runs next.
     *
     * @param job the job
     * @return seconds since 1970
     */
    public long next(Section job) {
        State state = state(job);
        if (state.failures > 0) {
            return state.lastTry + RETRY.toSeconds() * state.failures;
        }
        return CalendarEvent.parse(job.text("schedule").orElse(EVERY_QUARTER))
                .flatMap(event -> event.next(Instant.ofEpochSecond(state.lastSync))).map(Instant::getEpochSecond)
                .orElse(0L);
    }

    /**
     * Lets a job run soon, whatever its schedule says.
     *
     * @param job the job
     */
    public void runSoon(Section job) {
        state(job).isDueNow = true;
        watch(job.id());
    }

    /**
     * Looks after a job that is new, or was changed.
     *
     * @param id the job
     */
    public void watch(String id) {
        cluster.later(SOON, () -> attend(id));
    }

    private void attend(String id) {
        Optional<Section> found = jobs.find(id);
        if (found.isEmpty() || found.get().options().containsKey("remove_job")) {
            jobs.remove(id);
            states.remove(id);
            return;
        }
        Section job = found.get();
        State state = state(job);
        boolean isIdle = job.flag("disable") || guest(job).isEmpty() || state.runs;
        if (isIdle) {
            return;
        }
        long now = cluster.now().getEpochSecond();
        if (state.isDueNow || next(job) <= now) {
            begin(job, state, now);
        } else {
            cluster.at(Instant.ofEpochSecond(next(job)), () -> attend(id));
        }
    }

    private void begin(Section job, State state, long now) {
        Guest guest = guest(job).orElseThrow();
        turnAround(job, guest);
        state.isDueNow = false;
        state.runs = true;
        state.lastTry = now;
        state.log.clear();
        write(job, state, "start replication job");
        write(job, state, "guest => " + guest.kind().word() + " " + guest.vmid() + ", running => "
                + (guest.runs() ? PID + guest.vmid() : 0));
        write(job, state, "volumes => " + String.join(",", volumes(guest)));
        cluster.later(LASTS, () -> end(job.id(), state, guest));
    }

    /** When a guest was migrated to where it is copied to, the copies go the other way from then on. */
    private static void turnAround(Section job, Guest guest) {
        String target = job.text("target").orElse("");
        if (guest.node().equals(target)) {
            job.options().put("target", job.text("source").orElse(target));
        }
        job.options().put("source", guest.node());
    }

    private void end(String id, State state, Guest guest) {
        state.runs = false;
        Optional<Section> found = jobs.find(id);
        if (found.isEmpty()) {
            return;
        }
        Section job = found.get();
        String target = job.text("target").orElse("");
        state.duration = LASTS.toMillis() / 1000.0;
        if (cluster.node(target).filter(Node::isOnline).isEmpty()) {
            state.failures++;
            state.error = "command '/usr/bin/ssh -e none -o 'BatchMode=yes' -o 'HostKeyAlias=" + target + "' root@"
                    + cluster.node(target).map(Node::address).orElse(target) + " -- pvesr prepare-local-job " + id
                    + "' failed: exit code 255";
            write(job, state, "end replication job with error: " + state.error);
        } else {
            copy(job, state, guest);
        }
        attend(id);
    }

    private void copy(Section job, State state, Guest guest) {
        String snapshot = "__replicate_" + job.id() + "_" + state.lastTry + "__";
        boolean isFirst = state.lastSync == 0;
        volumes(guest).forEach(volume -> {
            write(job, state, "create snapshot '" + snapshot + "' on " + volume);
            write(job, state, "using secure transmission, rate limit: "
                    + job.text("rate").map(rate -> rate + " MByte/s").orElse("none"));
            write(job, state, (isFirst ? "full" : "incremental") + " sync '" + volume + "' (" + snapshot + ")");
        });
        write(job, state, "end replication job");
        state.lastSync = state.lastTry;
        state.failures = 0;
        state.error = null;
    }

    /**
     * Lists the volumes of a guest that are copied.
     *
     * @param guest the guest
     * @return the volumes' names
     */
    public static List<String> volumes(Guest guest) {
        return guest.config().entrySet().stream()
                .filter(option -> Disk.isDiskKey(option.getKey()) && !option.getKey().startsWith("unused"))
                .map(option -> Disk.parse(option.getValue().toString())).flatMap(Optional::stream)
                .filter(disk -> !disk.isCdrom()).map(Disk::volid).toList();
    }

    private void write(Section job, State state, String line) {
        String time = cluster.now().toString().substring(0, 19).replace('T', ' ');
        state.log.add(time + " " + job.id() + ": " + line);
    }
}
