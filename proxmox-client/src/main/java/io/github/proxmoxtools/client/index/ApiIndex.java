package io.github.proxmoxtools.client.index;

/** Facts of the official API schema of one Proxmox VE version. */
public final class ApiIndex {
    private ApiIndex() {}
}
