package io.github.proxmoxtools.simulator.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task, running or over. */
public final class Task {
    private final Upid upid;
    private final List<String> log = new ArrayList<>();
    private @Nullable String exitStatus;
    private @Nullable Instant ended;
    private int warnings;
    private Runnable whenInterrupted = () -> {};
    private boolean frozen;

    Task(Upid upid) {
        this.upid = upid;
    }

    /**
     * Names the task.
     *
     * @return its UPID
     */
    public Upid upid() {
        return upid;
    }

    /**
     * Tells how it ended.
     *
     * @return {@code OK}, {@code WARNINGS: n} or an error; empty while it runs
     */
    public Optional<String> exitStatus() {
        return Optional.ofNullable(exitStatus);
    }

    /**
     * Tells when it ended.
     *
     * @return the time, empty while it runs
     */
    public Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }

    /**
     * Gives the log.
     *
     * @return its lines up to now
     */
    public List<String> log() {
        return List.copyOf(log);
    }

    /**
     * Tells whether it still runs.
     *
     * @return whether it does
     */
    public boolean runs() {
        return exitStatus == null;
    }

    void onInterrupt(Runnable what) {
        whenInterrupted = what;
    }

    void interrupt() {
        if (runs()) {
            whenInterrupted.run();
        }
    }

    /** Whether it goes on: a task of a node that is off neither ends nor moves. */
    boolean moves() {
        return runs() && !frozen;
    }

    void freeze() {
        frozen = true;
    }

    void write(String line) {
        log.add(line);
    }

    void warn(String line) {
        warnings++;
        log.add("WARN: " + line);
    }

    void succeed(Instant when) {
        end(warnings == 0 ? "OK" : "WARNINGS: " + warnings, when);
        log.add("TASK " + exitStatus);
    }

    void fail(String text, Instant when) {
        end(text, when);
        log.add("TASK ERROR: " + text);
    }

    private void end(String status, Instant when) {
        exitStatus = status;
        ended = when;
    }
}
