package io.github.proxmoxtools.simulator.state;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The services of a node. */
public final class Services {
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("chrony", "chrony, an NTP client/server"), Map.entry("corosync", "Corosync Cluster Engine"),
            Map.entry("cron", "Regular background program processing daemon"),
            Map.entry("ksmtuned", "Kernel Samepage Merging (KSM) Tuning Daemon"),
            Map.entry("lxcfs", "FUSE filesystem for LXC"), Map.entry("postfix", "Postfix Mail Transport Agent"),
            Map.entry("proxmox-firewall", "Proxmox nftables firewall"),
            Map.entry("pve-cluster", "The Proxmox VE cluster filesystem"),
            Map.entry("pve-firewall", "Proxmox VE firewall"),
            Map.entry("pve-ha-crm", "PVE Cluster HA Resource Manager Daemon"),
            Map.entry("pve-ha-lrm", "PVE Local HA Resource Manager Daemon"),
            Map.entry("pve-lxc-syscalld", "Proxmox VE LXC Syscall Daemon"),
            Map.entry("pvedaemon", "PVE API Daemon"), Map.entry("pvefw-logger", "Proxmox VE firewall logger"),
            Map.entry("pveproxy", "PVE API Proxy Server"), Map.entry("pvescheduler", "Proxmox VE scheduler"),
            Map.entry("pvestatd", "PVE Status Daemon"), Map.entry("qmeventd", "PVE Qemu Event Daemon"),
            Map.entry("spiceproxy", "PVE SPICE Proxy Server"), Map.entry("sshd", "OpenBSD Secure Shell server"),
            Map.entry("syslog", "syslog.service"), Map.entry("systemd-journald", "Journal Service"),
            Map.entry("systemd-timesyncd", "systemd-timesyncd.service"));
    private static final Set<String> NEW = Set.of("lxcfs", "proxmox-firewall", "pve-lxc-syscalld", "qmeventd");
    private static final Set<String> MISSING = Set.of("syslog", "systemd-timesyncd");
    private static final Set<String> RELOADABLE = Set.of("pveproxy", "pvedaemon", "spiceproxy", "pvestatd", "sshd",
            "postfix", "pve-firewall", "pvescheduler");

    private final Map<String, Boolean> running = new TreeMap<>();

    Services(Profile profile, boolean isAlone) {
        DESCRIPTIONS.keySet().stream().filter(name -> profile == Profile.PVE_9_2 || !NEW.contains(name))
                .forEach(name -> running.put(name, !MISSING.contains(name)));
        running.put("corosync", !isAlone);
    }

    /** {@return their names, sorted} */
    public Set<String> names() {
        return running.keySet();
    }

    /**
     * Describes a service.
     *
     * @param name its name
     * @return its description
     */
    public String description(String name) {
        return DESCRIPTIONS.getOrDefault(name, name);
    }

    /**
     * Tells whether a service runs.
     *
     * @param name its name
     * @return whether it does
     */
    public boolean isRunning(String name) {
        return running.getOrDefault(name, false);
    }

    /**
     * Tells whether a service is installed.
     *
     * @param name its name
     * @return whether it is
     */
    public boolean isInstalled(String name) {
        return DESCRIPTIONS.containsKey(name) && !MISSING.contains(name);
    }

    /**
     * Tells whether a service can read its configuration anew.
     *
     * @param name its name
     * @return whether it can
     */
    public boolean canReload(String name) {
        return RELOADABLE.contains(name) && isRunning(name);
    }

    /**
     * Starts or stops a service.
     *
     * @param name its name
     * @param isOn whether it runs from now on
     */
    public void set(String name, boolean isOn) {
        running.put(name, isOn);
    }
}
