package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.bytes;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Tool;

/** Where disks, images and backups lie. */
final class StorageTools {
    private static final Param<String> NODE = text("node", "Only what this node sees; the whole cluster when absent.")
            .pattern(Patterns.NODE).optional();

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

    private StorageTools() {}
}
