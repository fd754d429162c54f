package io.github.proxmoxtools.client;

/** The HTTP methods that the Proxmox VE API knows. */
public enum HttpMethod {
    /** Reads. */
    GET,
    /** Makes something, or starts a task. */
    POST,
    /** Changes something. */
    PUT,
    /** Removes something. */
    DELETE
}
