package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.time.Instant;

/** A member of the cluster. */
public final class Node {
    private static final Duration UPTIME_AT_START = Duration.ofHours(26);

    private final String name;
    private final int id;
    private final String fingerprint;
    private Instant booted;
    private boolean runs = true;
    private boolean connected = true;
    private boolean trusted = true;
    private Duration delay = Duration.ZERO;

    Node(String name, int id, String fingerprint, Instant now) {
        this.name = name;
        this.id = id;
        this.fingerprint = fingerprint;
        this.booted = now.minus(UPTIME_AT_START).minusSeconds(id * 97L);
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return its number, counted from 1} */
    public int id() {
        return id;
    }

    /** {@return the fingerprint of its certificate} */
    public String fingerprint() {
        return fingerprint;
    }

    /** {@return its address within the cluster} */
    public String address() {
        return "10.10.10." + (10 + id);
    }

    /** {@return whether the others can reach it} */
    public boolean isOnline() {
        return runs && connected;
    }

    /**
     * Cuts it off, or brings it back.
     *
     * @param reachable whether the others can reach it
     */
    public void setOnline(boolean reachable) {
        connected = reachable;
    }

    /** {@return whether it is turned on} */
    public boolean runs() {
        return runs;
    }

    void turnOff() {
        runs = false;
    }

    void boot(Instant now) {
        runs = true;
        booted = now;
    }

    /** {@return whether the others accept its certificate} */
    public boolean isTrusted() {
        return trusted;
    }

    /**
     * Lets the others accept its certificate, or not.
     *
     * @param accepted whether they do
     */
    public void setTrusted(boolean accepted) {
        trusted = accepted;
    }

    /** {@return how late it does what it is asked for, on a real cluster} */
    public Duration delay() {
        return delay;
    }

    /**
     * Makes it slow.
     *
     * @param late how late it does what it is asked for, on a real cluster
     */
    public void setDelay(Duration late) {
        delay = late;
    }

    /**
     * Tells for how long it has been up.
     *
     * @param now the time
     * @return the whole seconds
     */
    public long uptime(Instant now) {
        return Duration.between(booted, now).toSeconds();
    }

    /**
     * Tells when it was booted.
     *
     * @return the time, which does not move
     */
    public Instant booted() {
        return booted;
    }
}
