package io.github.proxmoxtools.simulator.state;

import java.util.Map;
import java.util.TreeMap;

/** What is configured for a cluster beside its guests, storages and access. */
public final class ClusterSettings {
    private final Map<String, SectionFile> files = new TreeMap<>();
    private final Map<String, Object> datacenter = new TreeMap<>();
    private final Firewalls firewalls = new Firewalls();

    ClusterSettings() {}

    /**
     * Gives a configuration file.
     *
     * @param name its name below {@code /etc/pve}
     * @return the file, empty at first
     */
    public SectionFile file(String name) {
        return files.computeIfAbsent(name, key -> new SectionFile());
    }

    /** {@return the options of the data center, which may be changed} */
    public Map<String, Object> datacenter() {
        return datacenter;
    }

    /** {@return the firewalls of all levels} */
    public Firewalls firewalls() {
        return firewalls;
    }
}
