package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.guest.ConfigChange.DELETE;
import static io.github.proxmoxtools.tools.guest.ConfigChange.DIGEST;
import static io.github.proxmoxtools.tools.guest.ConfigChange.REVERT;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Endpoint.put;
import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.guest.ConfigChange;
import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.List;
import java.util.regex.Pattern;

/** Changing how VMs are configured. */
final class ConfigTools {
    private static final Param<Boolean> ONBOOT = flag("onboot", "Start it with its node.");
    private static final Param<Boolean> PROTECTION = flag("protection", "Refuse to delete it or its disks.");
    private static final Param<Boolean> TEMPLATE = flag("template", "Only the mark.");
    private static final Param<String> DESCRIPTION = text("description", "").max(8192).optional();
    private static final Input[] OPTIONS = {VM, VmOptions.MEMORY, VmOptions.CORES, VmOptions.SOCKETS, VmOptions.OSTYPE,
            VmOptions.NET0, VmOptions.IDE2, VmOptions.BOOT, VmOptions.SCSIHW, VmOptions.AGENT, VmOptions.SSHKEYS,
            VmOptions.TAGS, ONBOOT, PROTECTION, TEMPLATE, DESCRIPTION, DELETE, REVERT, DIGEST};
    private static final String PATH = "/nodes/{node}/qemu/{vmid}/config";
    private static final Endpoint AT_ONCE = put(PATH, OPTIONS);
    private static final Endpoint AS_TASK = post(PATH, OPTIONS);
    private static final Endpoint PENDING = get("/nodes/{node}/qemu/{vmid}/pending", VM);

    private static final Pattern DRIVE = Pattern.compile("(ide|sata|scsi|virtio|efidisk|tpmstate)\\d+");
    /** What the server allocates: {@code storage:GiB}, a cloud-init drive, or a copy (qemu-server, NEW_DISK_RE). */
    private static final Pattern NEW_VOLUME = Pattern.compile(
            "(.*,)?(file=|volume=)?([^,/:\\s]+:)?(\\d+(\\.\\d+)?|cloudinit)(,.*)?|.*\\bimport-from=.*");
    private static final Pattern FREED = Pattern.compile("unused\\d+|vmstate");

    static final Tool UPDATE = Tool.changes("proxmox_vm_update_config")
            .command("vm", "update")
            .title("Change Virtual Machine Configuration")
            .description(
                    "Changes options of a VM; any official option is taken by its name too (scsi1=local-lvm:32 adds "
                            + "a disk). What a running VM cannot take over waits for a stop and start; the result names it. "
                            + "A new disk or a deleted one makes it a task. Replacing a disk or network card that is "
                            + "set is confirmed like destroying it.")
            .calls(AT_ONCE, AS_TASK, PENDING)
            .takes(OPTIONS)
            .runs(ConfigTools::update)
            .destroysWhen(ConfigChange.DELETES_DEVICES)
            .destroysWhen(TEMPLATE)
            .acceptsOfficialParameters()
            .startsTask();

    private ConfigTools() {}

    private static Work update(Reading reading) {
        Query change = Query.of(takesLong(reading.arguments()) ? AS_TASK : AT_ONCE);
        return ConfigChange.make(reading, VmOptions.withEncodedKeys(reading, change), PENDING,
                List.of(VmOptions.NET0, VmOptions.IDE2));
    }

    /** A call that another node makes is given up after 30 seconds; allocating and freeing disks can take longer. */
    private static boolean takesLong(Arguments arguments) {
        return arguments.find(VmOptions.IDE2).filter(ConfigTools::isNewVolume).isPresent()
                || arguments.others().entrySet().stream().anyMatch(option -> DRIVE.matcher(option.getKey()).matches()
                        && isNewVolume(String.valueOf(option.getValue())))
                || arguments.find(DELETE).orElse(List.of()).stream()
                        .anyMatch(option -> FREED.matcher(option).matches());
    }

    private static boolean isNewVolume(String drive) {
        return NEW_VOLUME.matcher(drive).matches();
    }
}
