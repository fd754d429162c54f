package io.github.proxmoxtools.simulator.state;

import java.time.Duration;
import java.util.Locale;

/** The two kinds of guests, and the words in which Proxmox VE speaks of each. */
public enum Kind {
    /** A virtual machine. */
    QEMU("qemu", "VM", "qm", "qemu-server", "/var/lock/qemu-server/lock-%d.conf", Duration.ofSeconds(2)),
    /** A container. */
    LXC("lxc", "CT", "vz", "lxc", "/run/lock/lxc/pve-config-%d.lock", Duration.ofMillis(1500));

    private final String path;
    private final String word;
    private final String taskPrefix;
    private final String configDirectory;
    private final String lockFile;
    private final Duration startLasts;

    Kind(String path, String word, String taskPrefix, String configDirectory, String lockFile, Duration startLasts) {
        this.path = path;
        this.word = word;
        this.taskPrefix = taskPrefix;
        this.configDirectory = configDirectory;
        this.lockFile = lockFile;
        this.startLasts = startLasts;
    }

    /**
     * Names the kind as paths and lists do.
     *
     * @return {@code qemu} or {@code lxc}
     */
    public String path() {
        return path;
    }

    /**
     * Names the kind as messages do.
     *
     * @return {@code VM} or {@code CT}
     */
    public String word() {
        return word;
    }

    /**
     * Names a type of task.
     *
     * @param action what it does
     * @return the type, such as {@code qmstart}
     */
    public String task(String action) {
        return taskPrefix + action;
    }

    /**
     * Names the file whose lock a running task of a guest holds.
     *
     * @param vmid the guest
     * @return the file
     */
    public String lockFile(int vmid) {
        return String.format(Locale.ROOT, lockFile, vmid);
    }

    /**
     * Says that there is no such guest.
     *
     * @param node where it was looked for
     * @param vmid the guest
     * @return the text
     */
    public String missing(String node, int vmid) {
        return "Configuration file 'nodes/" + node + "/" + configDirectory + "/" + vmid + ".conf' does not exist";
    }

    /**
     * Tells how long a start takes.
     *
     * @return the time on a real cluster
     */
    public Duration startLasts() {
        return startLasts;
    }
}
