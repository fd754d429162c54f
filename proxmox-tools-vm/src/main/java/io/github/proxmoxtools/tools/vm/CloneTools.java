package io.github.proxmoxtools.tools.vm;

import static io.github.proxmoxtools.tools.guest.NewGuest.DESCRIPTION;
import static io.github.proxmoxtools.tools.guest.NewGuest.FULL;
import static io.github.proxmoxtools.tools.guest.NewGuest.NEWID;
import static io.github.proxmoxtools.tools.guest.NewGuest.NEXT_ID;
import static io.github.proxmoxtools.tools.guest.NewGuest.POOL;
import static io.github.proxmoxtools.tools.guest.NewGuest.SNAPNAME;
import static io.github.proxmoxtools.tools.guest.NewGuest.STORAGE;
import static io.github.proxmoxtools.tools.guest.NewGuest.TARGET;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.GuestInput.VM;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.guest.NewGuest;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Tool;

/** Copying VMs. */
final class CloneTools {
    private static final Param<String> NAME = text("name", "").optional();
    private static final Param<String> FORMAT = choice("format", "", "raw", "qcow2", "vmdk").optional();
    private static final Param<Long> BWLIMIT = whole("bwlimit", "KiB/s").min(0).optional();
    private static final Input[] OPTIONS = {VM, NEWID, NAME, TARGET, FULL, STORAGE, FORMAT, POOL, SNAPNAME,
            DESCRIPTION, BWLIMIT};
    private static final Endpoint CALL = post("/nodes/{node}/qemu/{vmid}/clone", OPTIONS);

    static final Tool CLONE = Tool.changes("proxmox_vm_clone")
            .command("vm", "clone")
            .title("Clone Virtual Machine")
            .description("Makes a new VM of a VM or template. storage and format need a full clone. "
                    + "Returns the clone's vmid.")
            .calls(NEXT_ID, CALL)
            .takes(OPTIONS)
            .runs(reading -> NewGuest.make(reading, NEWID, "Clone it as VM", Query.of(CALL)))
            .startsTask();

    private CloneTools() {}
}
