package io.github.proxmoxtools.simulator.http;

/**
 * One header line.
 *
 * @param name the name as it was sent
 * @param value the value without the white space around it
 */
public record Header(String name, String value) {}
