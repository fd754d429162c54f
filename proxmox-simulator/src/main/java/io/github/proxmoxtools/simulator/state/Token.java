package io.github.proxmoxtools.simulator.state;

/**
 * An API token.
 *
 * @param id its own name
 * @param secret its secret
 * @param separated whether it has only the rights that it was given itself
 * @param expire when it ends, in seconds since 1970, 0 for never
 * @param comment free text, may be empty
 */
public record Token(String id, String secret, boolean separated, long expire, String comment) {}
