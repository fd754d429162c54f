package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.guest.NewGuest.DESCRIPTION;
import static io.github.proxmoxtools.tools.guest.NewGuest.FULL;
import static io.github.proxmoxtools.tools.guest.NewGuest.NEWID;
import static io.github.proxmoxtools.tools.guest.NewGuest.NEXT_ID;
import static io.github.proxmoxtools.tools.guest.NewGuest.POOL;
import static io.github.proxmoxtools.tools.guest.NewGuest.SNAPNAME;
import static io.github.proxmoxtools.tools.guest.NewGuest.STORAGE;
import static io.github.proxmoxtools.tools.guest.NewGuest.TARGET;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.GuestInput.LXC;
import static io.github.proxmoxtools.tools.spi.Param.decimal;

import io.github.proxmoxtools.tools.guest.NewGuest;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Tool;

/** Copying containers. */
final class CloneTools {
    private static final Param<Double> BWLIMIT = decimal("bwlimit", "KiB/s").min(0).optional();
    private static final Input[] OPTIONS = {LXC, NEWID, LxcOptions.HOSTNAME, TARGET, FULL, STORAGE, POOL, SNAPNAME,
            DESCRIPTION, BWLIMIT};
    private static final Endpoint CALL = post("/nodes/{node}/lxc/{vmid}/clone", OPTIONS);

    static final Tool CLONE = Tool.changes("proxmox_lxc_clone")
            .command("lxc", "clone")
            .title("Clone Container")
            .description("Makes a new container of a container or template. storage needs a full clone; a running "
                    + "container is cloned from a snapshot. Returns the clone's vmid.")
            .calls(NEXT_ID, CALL)
            .takes(OPTIONS)
            .runs(reading -> NewGuest.make(reading, NEWID, "Clone it as container", Query.of(CALL)))
            .startsTask();

    private CloneTools() {}
}
