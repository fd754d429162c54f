package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.guest.NewGuest.FORCE;
import static io.github.proxmoxtools.tools.guest.NewGuest.NEXT_ID;
import static io.github.proxmoxtools.tools.guest.NewGuest.NODE;
import static io.github.proxmoxtools.tools.guest.NewGuest.STORAGE;
import static io.github.proxmoxtools.tools.guest.NewGuest.VMID;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.propertyString;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.guest.NewGuest;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;

/** Making containers: from a template, or from an archive. */
final class CreateTools {
    private static final Param<String> OSTEMPLATE = text("ostemplate",
            "Volume id of a template, or of a backup when restore is set.").max(255);
    private static final Param<Boolean> RESTORE = flag("restore", "");
    private static final Param<String> ROOTFS = propertyString("rootfs", "storage:GiB, such as local-lvm:8").optional();
    private static final Param<String> PASSWORD = text("password", "root's, 5 characters or more.")
            .pattern("\\P{Cntrl}{5,}", "5 characters or more, without control characters", "correct horse").newSecret()
            .optional();
    private static final Param<String> SSH_PUBLIC_KEYS = text("ssh-public-keys", "root's, one per line.").optional()
            .alias("ssh_public_keys");
    private static final Param<Boolean> UNPRIVILEGED = flag("unprivileged", "Map root to an unprivileged user; safer.");
    private static final Param<Boolean> START = flag("start", "Start it afterwards.");
    private static final Input[] OPTIONS = {NODE, OSTEMPLATE, VMID, LxcOptions.HOSTNAME, STORAGE, ROOTFS,
            LxcOptions.MEMORY, LxcOptions.SWAP, LxcOptions.CORES, LxcOptions.NET0, PASSWORD, SSH_PUBLIC_KEYS,
            UNPRIVILEGED, LxcOptions.FEATURES, LxcOptions.TAGS, START, RESTORE, FORCE};
    private static final Endpoint CALL = post("/nodes/{node}/lxc", OPTIONS);

    private static final Endpoint CURRENT = get("/nodes/{node}/lxc/{vmid}/status/current", NODE, VMID)
            .when(FORCE.is(true));

    static final Tool CREATE = Tool.changes("proxmox_lxc_create")
            .command("lxc", "create")
            .title("Create Container")
            .description("Creates a container from a template, or restores one from a backup. Any official option is "
                    + "taken by its name too (mp0, net1, pool, onboot, ...). Returns the vmid.")
            .calls(NEXT_ID, CURRENT, CALL)
            .takes(OPTIONS)
            .runs(CreateTools::create)
            .destroysWhen(FORCE.is(true))
            .acceptsOfficialParameters()
            .startsTask();

    private CreateTools() {}

    private static Work create(Reading reading) {
        boolean restores = reading.arguments().find(RESTORE).orElse(false);
        Query call = NewGuest.overwriting(reading, restores, Query.of(CALL));
        return restores
                ? NewGuest.restore(reading, "Restore container", call, CURRENT)
                : NewGuest.make(reading, VMID, "Create container", call);
    }
}
