package io.github.proxmoxtools.simulator.json;

/**
 * A JSON boolean: what the server passes on from elsewhere may hold some, though its own answers never do.
 *
 * @param value the boolean
 */
public record Truth(boolean value) {}
