package io.github.proxmoxtools.simulator.state;

import org.jspecify.annotations.Nullable;

/** What HA's manager knows of a resource since it took it up. */
public final class HaService {
    private String state;
    private String node;
    private @Nullable String target;
    private boolean isRelocation;

    HaService(String state, String node) {
        this.state = state;
        this.node = node;
    }

    /** {@return such as {@code started}} */
    public String state() {
        return state;
    }

    /** {@return where it is} */
    public String node() {
        return node;
    }

    /** {@return where it goes, null when it stays} */
    public @Nullable String target() {
        return target;
    }

    boolean isRelocation() {
        return isRelocation;
    }

    void become(String newState) {
        state = newState;
    }

    void ask(String newTarget, boolean relocation) {
        target = newTarget;
        isRelocation = relocation;
    }

    void arriveAt(String newNode) {
        node = newNode;
        target = null;
    }
}
