package io.github.proxmoxtools.client;

/** The HTTP methods that the Proxmox VE API knows. */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE
}
