package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Profile;
import io.github.proxmoxtools.simulator.state.PropertyString;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which privilege each option of a guest needs, and which options only root may set. */
final class GuestRights {
    private static final Set<String> CPU = Set.of("cores", "cpu", "cpulimit", "cpuunits", "numa", "smp", "sockets",
            "vcpus", "affinity");
    private static final Set<String> MEMORY = Set.of("balloon", "memory", "shares", "swap", "hugepages",
            "keephugepages");
    private static final Set<String> HARDWARE = Set.of("acpi", "hotplug", "kvm", "machine", "scsihw", "smbios1",
            "tablet", "vga", "watchdog", "audio0", "rng0", "ivshmem", "amd-sev", "intel-tdx");
    private static final Set<String> CLOUD_INIT = Set.of("cicustom", "cipassword", "citype", "ciuser", "ciupgrade",
            "nameserver", "searchdomain", "sshkeys");
    private static final Set<String> DISK = Set.of("boot", "bootdisk", "vmstatestorage");
    private static final Set<String> ROOT_ONLY = Set.of("args", "lock", "hookscript", "affinity");

    private final Call call;
    private final Kind kind;
    private final String path;

    GuestRights(Call call, Kind kind, int vmid) {
        this.call = call;
        this.kind = kind;
        this.path = "/vms/" + vmid;
    }

    /** Refuses whoever may not set one of the options, or delete one. */
    void check(Map<String, String> options, Collection<String> deleted, boolean isUnprivileged) {
        if (call.caller().isRoot()) {
            return;
        }
        new TreeMap<>(options).forEach((key, value) -> check(key, value, isUnprivileged));
        deleted.stream().sorted().forEach(key -> check(key, "", isUnprivileged));
    }

    /** Creating in a pool needs no right to the single options. */
    private void need(String privilege) {
        if (!call.caller().holds("/pool/" + call.params().text("pool"), privilege)) {
            call.caller().need(path, privilege);
        }
    }

    private void check(String key, String value, boolean isUnprivileged) {
        if (kind == Kind.LXC) {
            checkContainers(key, value, isUnprivileged);
        } else {
            checkMachines(key, value);
        }
    }

    private void checkMachines(String key, String value) {
        if (ROOT_ONLY.contains(key) || key.startsWith("parallel")) {
            throw ApiError.died("only root can set '" + key + "' config");
        }
        if (key.matches("usb\\d+")) {
            checkHardware(key, value, "usb", "real devices");
        } else if (key.matches("hostpci\\d+")) {
            checkHardware(key, value, "pci", "non-mapped devices");
        } else if (key.matches("serial\\d") && !value.isEmpty() && !value.equals("socket")) {
            throw ApiError.died("only root can set '" + key + "' config for real devices");
        } else {
            need(machinePrivilege(key, value));
        }
    }

    private void checkHardware(String key, String value, String mapping, String what) {
        PropertyString device = PropertyString.parse(value, "host");
        boolean isNamed = device.find("mapping").isPresent() && call.cluster().profile() != Profile.PVE_7_4;
        boolean isSpice = device.find("host").filter("spice"::equalsIgnoreCase).isPresent();
        if (!value.isEmpty() && !isNamed && !isSpice) {
            throw ApiError.died("only root can set '" + key + "' config for " + what);
        }
        if (isNamed) {
            call.caller().need("/mapping/" + mapping + "/" + device.find("mapping").orElse(""), "Mapping.Use");
        }
        need("VM.Config.HWType");
    }

    private static String machinePrivilege(String key, String value) {
        if (Disk.isDiskKey(key)) {
            return value.contains("media=cdrom") ? "VM.Config.CDROM" : "VM.Config.Disk";
        }
        if (key.equals("cdrom")) {
            return "VM.Config.CDROM";
        }
        if (HARDWARE.contains(key) || key.startsWith("serial")) {
            return "VM.Config.HWType";
        }
        if (CLOUD_INIT.contains(key)) {
            return "VM.Config.Cloudinit";
        }
        if (DISK.contains(key)) {
            return "VM.Config.Disk";
        }
        return commonPrivilege(key);
    }

    private static String commonPrivilege(String key) {
        if (CPU.contains(key)) {
            return "VM.Config.CPU";
        }
        if (MEMORY.contains(key)) {
            return "VM.Config.Memory";
        }
        return key.matches("(net|ipconfig)\\d+") ? "VM.Config.Network" : "VM.Config.Options";
    }

    private void checkContainers(String key, String value, boolean isUnprivileged) {
        switch (key) {
            case "features" -> checkFeatures(value, isUnprivileged);
            case "hookscript" -> throw ApiError.denied("changing the hookscript is only allowed for root@pam");
            case "hostname", "nameserver", "searchdomain" -> need("VM.Config.Network");
            default -> {
                if (key.matches("dev\\d+")) {
                    throw ApiError.denied("configuring device passthrough is only allowed for root@pam");
                }
                need(Disk.isDiskKey(key) ? "VM.Config.Disk" : commonPrivilege(key));
            }
        }
    }

    private void checkFeatures(String value, boolean isUnprivileged) {
        if (!isUnprivileged) {
            throw ApiError.denied(
                    "changing feature flags for privileged container is only allowed for root@pam");
        }
        boolean onlyNesting = PropertyString.parse(value, "").values().keySet().stream()
                .allMatch(flag -> flag.equals("nesting") || flag.isEmpty());
        if (!onlyNesting) {
            throw ApiError.denied("changing feature flags (except nesting) is only allowed for root@pam");
        }
        need("VM.Allocate");
    }

    static boolean isUnprivileged(Guest guest) {
        return "1".equals(String.valueOf(guest.config().get("unprivileged")));
    }
}
