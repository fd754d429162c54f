package io.github.proxmoxtools.client;

/** A connection to a Proxmox VE cluster. */
public final class ProxmoxClient implements AutoCloseable {
    private ProxmoxClient() {}

    @Override
    public void close() {}
}
