package io.github.proxmoxtools.tools.lxc;

import static io.github.proxmoxtools.tools.guest.ConfigChange.DELETE;
import static io.github.proxmoxtools.tools.guest.ConfigChange.DIGEST;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.put;
import static io.github.proxmoxtools.tools.spi.GuestInput.LXC;
import static io.github.proxmoxtools.tools.spi.Param.decimal;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.guest.ConfigChange;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;

/** Changing how containers are configured, and how large their disks are. */
final class ConfigTools {
    private static final Param<Double> CPULIMIT = decimal("cpulimit", "Processors' worth of time; 0 for no limit.")
            .min(0).max(8192).optional();
    private static final Param<Long> CPUUNITS = whole("cpuunits", "Weight among guests.").min(0).max(500_000)
            .optional();
    private static final Param<String> NAMESERVER = text("nameserver", "").optional();
    private static final Param<String> SEARCHDOMAIN = text("searchdomain", "").optional();
    private static final Param<Boolean> ONBOOT = flag("onboot", "Start it with its node.");
    private static final Param<Boolean> PROTECTION = flag("protection", "Refuse to delete it or its disks.");
    private static final Param<String> DESCRIPTION = text("description", "").max(8192).optional();
    private static final Input[] OPTIONS = {LXC, LxcOptions.HOSTNAME, LxcOptions.MEMORY, LxcOptions.SWAP,
            LxcOptions.CORES, CPULIMIT, CPUUNITS, LxcOptions.NET0, NAMESERVER, SEARCHDOMAIN, ONBOOT, PROTECTION,
            LxcOptions.FEATURES, LxcOptions.TAGS, DESCRIPTION, DELETE, DIGEST};
    private static final Endpoint CHANGE = put("/nodes/{node}/lxc/{vmid}/config", OPTIONS);
    private static final Endpoint PENDING = get("/nodes/{node}/lxc/{vmid}/pending", LXC);

    private static final Param<String> DISK = text("disk", "rootfs or a mount point such as mp0.")
            .pattern("rootfs|mp\\d{1,3}", "rootfs or a mount point", "mp0").alias("mp");
    private static final Param<String> SIZE = text("size", "New size such as 16G, or growth such as +4G.")
            .pattern("\\+?\\d+(\\.\\d+)?[KMGT]?", "a size, or + and what it grows by, with K, M, G or T", "+10G");

    static final Tool UPDATE = Tool.changes("proxmox_lxc_update_config")
            .command("lxc", "update")
            .title("Change Container Configuration")
            .description("Changes options of a container; any official option is taken by its name too "
                    + "(mp0=local-lvm:8,mp=/data adds a volume). What a running one cannot take over waits for a "
                    + "restart; the result names it. Replacing a volume or network card that is set is confirmed like "
                    + "destroying it.")
            .calls(CHANGE, PENDING)
            .takes(OPTIONS)
            .runs(reading -> ConfigChange.make(reading, Query.of(CHANGE), PENDING, List.of(LxcOptions.NET0)))
            .destroysWhen(ConfigChange.DELETES_DEVICES)
            .acceptsOfficialParameters()
            .returnsNothing();

    static final Tool RESIZE = Tool.changes("proxmox_lxc_resize")
            .command("lxc", "disk", "resize")
            .title("Resize Disk of Container")
            .description("Enlarges a container's root disk or mount point, with its file system; "
                    + "Proxmox VE refuses to shrink one.")
            .put("/nodes/{node}/lxc/{vmid}/resize", LXC, DISK, SIZE)
            .startsTask();

    private ConfigTools() {}
}
