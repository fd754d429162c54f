package io.github.proxmoxtools.client.index;

/**
 * One thing that is wrong with the parameters of a call.
 *
 * @param parameter the name of the parameter, with {@code [n]} behind it for an element of a list
 * @param message Proxmox's own words, as the server puts them into {@code errors}; may hold or end in a newline
 */
public record Problem(String parameter, String message) {}
