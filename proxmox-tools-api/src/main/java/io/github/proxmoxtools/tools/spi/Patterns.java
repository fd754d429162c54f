package io.github.proxmoxtools.tools.spi;

/** Formats that many parameters share, as Proxmox VE defines them (pve-common, {@code PVE::JSONSchema}). */
public final class Patterns {
    /** A node's name ({@code pve-node}): a DNS label. */
    public static final String NODE = "[a-zA-Z0-9]([a-zA-Z0-9\\-]*[a-zA-Z0-9])?";
    /** A configuration id ({@code pve-configid}), such as a snapshot's name. */
    public static final String CONFIG_ID = "[A-Za-z][A-Za-z0-9_\\-]*";
    /** A storage's id ({@code pve-storage-id}). */
    public static final String STORAGE_ID = "[A-Za-z][A-Za-z0-9\\-_.]*[A-Za-z0-9]";
    /** A user with the realm ({@code pve-userid}). */
    public static final String USER_ID = "[^\\s:/]+@[A-Za-z][A-Za-z0-9.\\-_]+";
    /** A path of the permission tree. */
    public static final String PERMISSION_PATH = "/[^\\s\\p{Cntrl}]*";

    private Patterns() {}
}
