package io.github.proxmoxtools.client;

import java.util.Map;

/** Presents nothing, as a login does. */
final class NoProof implements Authentication {
    private static final Proof NOTHING = method -> Map.of();

    @Override
    public Proof current(Deadline deadline) {
        return NOTHING;
    }

    @Override
    public boolean mayChange() {
        return false;
    }

    @Override
    public String user() {
        return "";
    }

    @Override
    public Proof replace(Proof refused, Deadline deadline) {
        return refused;
    }
}
