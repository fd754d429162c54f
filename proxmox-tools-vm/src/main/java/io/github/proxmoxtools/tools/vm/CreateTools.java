package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.guest.NewGuest.FORCE;
import static io.github.proxmoxtools.tools.guest.NewGuest.NEXT_ID;
import static io.github.proxmoxtools.tools.guest.NewGuest.NODE;
import static io.github.proxmoxtools.tools.guest.NewGuest.POOL;
import static io.github.proxmoxtools.tools.guest.NewGuest.STORAGE;
import static io.github.proxmoxtools.tools.guest.NewGuest.VMID;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.propertyString;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.guest.NewGuest;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.Map;

/** Making VMs: from nothing, or from an archive. */
final class CreateTools {
    private static final Param<String> NAME = text("name", "").optional();
    private static final Param<String> SCSI0 = propertyString("scsi0", "storage:GiB, such as local-lvm:32").optional();
    private static final Param<String> CIUSER = text("ciuser", "").optional();
    private static final Param<String> CIPASSWORD = text("cipassword", "").newSecret().optional();
    private static final Param<String> IPCONFIG0 = propertyString("ipconfig0", "ip=dhcp").optional();
    private static final Param<Boolean> START = Param.flag("start", "Start it afterwards.");
    private static final Param<String> ARCHIVE = text("archive", "Backup to restore it from, as a volume id.").max(255)
            .optional();
    private static final Input[] OPTIONS = {NODE, VMID, NAME, VmOptions.MEMORY, VmOptions.CORES, VmOptions.SOCKETS,
            VmOptions.OSTYPE, SCSI0, STORAGE, VmOptions.SCSIHW, VmOptions.NET0, VmOptions.IDE2, VmOptions.BOOT,
            VmOptions.AGENT, CIUSER, CIPASSWORD, VmOptions.SSHKEYS, IPCONFIG0, POOL, VmOptions.TAGS, START, ARCHIVE,
            FORCE};
    private static final Endpoint CALL = post("/nodes/{node}/qemu", OPTIONS);

    private static final Endpoint CURRENT = get("/nodes/{node}/qemu/{vmid}/status/current", NODE, VMID)
            .when(FORCE.is(true));

    static final Tool CREATE = Tool.changes("proxmox_vm_create")
            .command("vm", "create")
            .title("Create Virtual Machine")
            .description("Creates a VM from name and memory, or restores one from archive. Any official option is "
                    + "taken by its name too (net1, scsi1, cpu, bios, ...). To copy a VM or template, clone it. "
                    + "Returns the vmid.")
            .calls(NEXT_ID, CURRENT, CALL)
            .takes(OPTIONS)
            .runs(CreateTools::create)
            .destroysWhen(FORCE.is(true))
            .acceptsOfficialParameters()
            .startsTask();

    private CreateTools() {}

    private static Work create(Reading reading) {
        boolean restores = reading.arguments().find(ARCHIVE).isPresent();
        if (!restores) {
            requireBasics(reading);
        }
        Query call = NewGuest.overwriting(reading, restores, VmOptions.withEncodedKeys(reading, Query.of(CALL)));
        return restores
                ? NewGuest.restore(reading, "Restore VM", call, CURRENT)
                : NewGuest.make(reading, VMID, "Create VM", call);
    }

    /** The server would make a nameless VM of 512 MiB. */
    private static void requireBasics(Reading reading) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (Param<?> param : new Param<?>[]{NAME, VmOptions.MEMORY}) {
            if (reading.arguments().find(param).isEmpty()) {
                missing.put(param.name(), "is required unless it is restored from archive");
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, String.join(", ", missing.keySet())
                    + ": required unless it is restored from archive", "", missing);
        }
    }
}
