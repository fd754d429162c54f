package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Disk;
import io.github.proxmoxtools.simulator.state.Guest;
import io.github.proxmoxtools.simulator.state.Kind;
import io.github.proxmoxtools.simulator.state.Pool;
import io.github.proxmoxtools.simulator.state.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which guests and disks a backup job covers. */
final class BackupSelection {
    private BackupSelection() {}

    static List<Guest> guests(Call call, Section job) {
        Set<String> named = new HashSet<>(job.list("vmid"));
        Set<String> excluded = new HashSet<>(job.list("exclude"));
        Set<Integer> pooled = job.text("pool").map(call.cluster().pools()::get).map(Pool::guests).orElse(Set.of());
        return call.cluster().guests().values().stream()
                .filter(guest -> job.text("node").filter(node -> !node.equals(guest.node())).isEmpty())
                .filter(guest -> {
                    String vmid = Integer.toString(guest.vmid());
                    return !excluded.contains(vmid)
                            && (job.flag("all") || named.contains(vmid) || pooled.contains(guest.vmid()));
                }).toList();
    }

    static Object uncovered(Call call) {
        Set<Integer> covered = new HashSet<>();
        BackupJobHandlers.jobs(call)
                .forEach(job -> guests(call, job).forEach(guest -> covered.add(guest.vmid())));
        return call.cluster().guests().values().stream().filter(guest -> !covered.contains(guest.vmid()))
                .filter(guest -> call.caller().holds("/vms/" + guest.vmid(), "VM.Audit"))
                .map(guest -> new Row().with("vmid", guest.vmid()).with("name", guest.name())
                        .with("type", guest.kind().path()).fields())
                .toList();
    }

    static Object volumes(Call call, Section job) {
        List<Object> guests = new ArrayList<>();
        guests(call, job).stream().filter(guest -> call.caller().holds("/vms/" + guest.vmid(), "VM.Audit"))
                .forEach(guest -> guests.add(new Row().with("id", guest.vmid()).with("name", guest.name())
                        .with("type", guest.kind().path()).with("children", volumes(guest))
                        .with("leaf", 0).fields()));
        return Map.of("children", guests);
    }

    private static List<Object> volumes(Guest guest) {
        List<Object> volumes = new ArrayList<>();
        guest.config().forEach((key, value) -> {
            if (Disk.isDiskKey(key) && !key.startsWith("unused")) {
                Disk.parse(value.toString()).filter(disk -> !disk.isCdrom())
                        .ifPresent(disk -> volumes.add(volume(guest, key, value.toString())));
            }
        });
        return volumes;
    }

    private static Object volume(Guest guest, String key, String value) {
        Kind kind = guest.kind();
        String backup = String.valueOf(PropertyText.parts(value).getOrDefault("backup", ""));
        boolean isRoot = kind == Kind.LXC && key.equals("rootfs");
        // Disks of virtual machines and roots of containers are saved unless told otherwise, mount points are not.
        boolean included = isRoot || (kind == Kind.QEMU ? !backup.equals("0") : backup.equals("1"));
        String reason = isRoot
                ? "rootfs"
                : kind == Kind.QEMU ? "backup=" + (included ? "yes" : "no") : included ? "enabled" : "disabled";
        return new Row().with("id", guest.vmid() + ":" + key).with("name", value.split(",", 2)[0])
                .with("included", included)
                .with("reason", reason).with("leaf", 1).fields();
    }
}
