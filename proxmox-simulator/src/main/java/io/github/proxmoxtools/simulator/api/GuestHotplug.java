package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which options take effect on a running guest, and which wait for its next start. */
final class GuestHotplug {
    private static final Set<String> MACHINES = Set.of("name", "description", "tags", "onboot", "protection", "startup",
            "lock", "hookscript", "hotplug", "migrate_downtime", "migrate_speed", "shares", "vmstatestorage",
            "cpuunits", "cpulimit", "balloon");
    private static final Set<String> CLOUD_INIT = Set.of("ciuser", "cipassword", "sshkeys", "nameserver",
            "searchdomain", "cicustom", "citype", "ciupgrade");
    private static final Set<String> CONTAINERS = Set.of("description", "tags", "onboot", "protection", "startup",
            "lock", "hookscript", "hostname", "memory", "swap", "cores", "cpulimit", "cpuunits", "timezone");
    private static final List<String> STANDARD = List.of("network", "disk", "usb");
    private static final String NOTHING = "0";
    private static final String STANDARD_AS_FLAG = "1";

    private GuestHotplug() {}

    static boolean takesEffect(Guest guest, String option, String value) {
        if (!guest.runs()) {
            return true;
        }
        return guest.kind() == Kind.LXC
                ? CONTAINERS.contains(option) || option.matches("(net|mp|unused)\\d+")
                : machine(guest, option, value);
    }

    private static boolean machine(Guest guest, String option, String value) {
        if (MACHINES.contains(option) || CLOUD_INIT.contains(option) || option.matches("ipconfig\\d+")
                || Disk.isUnused(option)) {
            return true;
        }
        if (option.matches("net\\d+")) {
            return plugs(guest, "network");
        }
        if (option.matches("usb\\d+")) {
            return plugs(guest, "usb");
        }
        if (option.matches("(scsi|virtio)\\d+")) {
            return plugs(guest, "disk");
        }
        if (option.matches("(ide|sata)\\d+")) {
            return value.contains("media=cdrom") && guest.config().containsKey(option);
        }
        return (option.equals("memory") && plugs(guest, "memory")) || (option.equals("vcpus") && plugs(guest, "cpu"));
    }

    private static boolean plugs(Guest guest, String what) {
        String hotplug = String.valueOf(guest.config().getOrDefault("hotplug", STANDARD_AS_FLAG));
        if (hotplug.equals(NOTHING)) {
            return false;
        }
        return hotplug.equals(STANDARD_AS_FLAG)
                ? STANDARD.contains(what)
                : Arrays.asList(hotplug.split("[,;\\s]+")).contains(what);
    }
}
