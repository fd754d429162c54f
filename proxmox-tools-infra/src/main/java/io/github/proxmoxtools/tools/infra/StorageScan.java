package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.NodeTools.NODE;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Looks for storage that could be added: on a server, or on a node's own disks. */
final class StorageScan {
    private static final Param<String> TYPE = choice("type", "", "nfs", "cifs", "pbs", "iscsi", "lvm", "lvmthin", "zfs")
            .optional().notSent();
    private static final Param<String> SERVER = text("server", "For nfs, cifs, pbs.");
    private static final Param<String> PORTAL = text("portal", "For iscsi.");
    private static final Param<String> USERNAME = text("username", "For cifs, pbs.");
    private static final Param<String> PASSWORD = text("password", "Travels in the address: the node may log it.")
            .secret();
    private static final Param<String> DOMAIN = text("domain", "For cifs.").optional();
    private static final Param<String> FINGERPRINT = text("fingerprint", "For pbs.")
            .pattern("([A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2}",
                    "a SHA-256 fingerprint: 32 pairs of hexadecimal digits, joined by colons",
                    "A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1:A1")
            .optional();
    private static final Param<Long> PORT = whole("port", "For pbs.").min(1).max(65535).optional();
    private static final Param<String> GROUP = text("vg", "Volume group, for lvmthin.")
            .pattern("[a-zA-Z0-9.+_][a-zA-Z0-9.+_\\-]+", "a volume group's name", "vg0").max(100);

    static final Tool SCAN = Tool.reads("proxmox_storage_scan")
            .command("storage", "scan")
            .title("Scan for Storage")
            .description("Lists what a node finds that could become a storage: exports and shares of a server, "
                    + "datastores, iSCSI targets, its own volume groups and ZFS pools. Without type: what it can scan.")
            .chooses(
                    scan("nfs", NODE, SERVER),
                    scan("cifs", NODE, SERVER, USERNAME.optional(), PASSWORD.optional(), DOMAIN),
                    scan("pbs", NODE, SERVER, USERNAME, PASSWORD, FINGERPRINT, PORT),
                    scan("iscsi", NODE, PORTAL),
                    scan("lvm", NODE),
                    scan("lvmthin", NODE, GROUP),
                    scan("zfs", NODE),
                    get("/nodes/{node}/scan", NODE, TYPE))
            .showsForeignText()
            .returnsList();

    private StorageScan() {}

    private static Endpoint scan(String type, Input... inputs) {
        return get("/nodes/{node}/scan/" + type, inputs).when(TYPE.is(type));
    }
}
