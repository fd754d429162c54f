package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.epoch;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Tool;

/** Where disks, images and backups lie. */
final class StorageTools {
    static final Param<String> STORAGE = text("storage", "").pattern(Patterns.STORAGE_ID);
    private static final Param<String> NODE = text("node", "Only what this node sees; the whole cluster when absent.")
            .pattern(Patterns.NODE).optional();
    private static final Param<String> KIND = choice("content", "Only this kind.", "images", "rootdir", "vztmpl", "iso",
            "backup", "snippets", "import").optional();

    static final Tool LIST = Tool.reads("proxmox_storage_list")
            .command("storage", "list")
            .title("List Storages")
            .description("Lists storages with their usage: what one node sees, or one row per storage and node of the "
                    + "whole cluster. Fields differ: used and total on a node, disk and maxdisk in the cluster.")
            .chooses(
                    get("/nodes/{node}/storage", NODE).when(NODE),
                    get("/cluster/resources").with("type", "storage").keeping("type", "storage"))
            .returnsList(plain("storage"), plain("node"), plain("plugintype"), plain("type"), plain("content"),
                    plain("status"), flag("active"), flag("shared"), bytes("disk"), bytes("maxdisk"), bytes("used"),
                    bytes("total"), bytes("avail"));

    static final Tool CONTENT = Tool.reads("proxmox_storage_content")
            .command("storage", "content")
            .title("Storage Content")
            .description("Lists the volumes on a storage as a node sees them: disks, ISO images, container templates, "
                    + "backups. On a shared storage every node sees the same.")
            .get("/nodes/{node}/storage/{storage}/content", NodeTools.NODE, STORAGE, KIND)
            .showsForeignText()
            .returnsList(plain("volid"), plain("content"), plain("format"), bytes("size"), epoch("ctime"),
                    plain("vmid"));

    static final Tool DELETE = Tool.destroys("proxmox_storage_delete")
            .command("storage", "delete")
            .title("Delete Storage")
            .description("Removes a storage from the cluster's configuration. What lies on it stays there, but guests "
                    + "whose disks are on it no longer start.")
            .delete("/storage/{storage}", STORAGE)
            .returnsNothing();

    private StorageTools() {}
}
