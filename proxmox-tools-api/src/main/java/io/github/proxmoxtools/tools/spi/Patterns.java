package io.github.proxmoxtools.tools.spi;

/** Formats that many parameters share, as Proxmox VE defines them (pve-common, {@code PVE::JSONSchema}). */
public final class Patterns {
    /** A node's name ({@code pve-node}): a DNS label. */
    public static final TextForm NODE = new TextForm("[a-zA-Z0-9]([a-zA-Z0-9\\-]*[a-zA-Z0-9])?",
            "a node's name: letters, digits and hyphens", "pve1");
    /** A configuration id ({@code pve-configid}), such as a snapshot's name. */
    public static final TextForm CONFIG_ID = new TextForm("[A-Za-z][A-Za-z0-9_\\-]*",
            "a letter, then letters, digits, hyphens and underscores", "before-upgrade");
    /** A storage's id ({@code pve-storage-id}). */
    public static final TextForm STORAGE_ID = new TextForm("[A-Za-z][A-Za-z0-9\\-_.]*[A-Za-z0-9]",
            "a storage's name: a letter first, then letters, digits, dots, hyphens and underscores", "local-lvm");
    /** A user with the realm ({@code pve-userid}). */
    public static final TextForm USER_ID = new TextForm("[^\\s:/]+@[A-Za-z][A-Za-z0-9.\\-_]+", "NAME@REALM",
            "alice@pve");
    /** A path of the permission tree. */
    public static final TextForm PERMISSION_PATH = new TextForm("/[^\\s\\p{Cntrl}]*",
            "a path that begins with /", "/vms/100");

    private Patterns() {}
}
