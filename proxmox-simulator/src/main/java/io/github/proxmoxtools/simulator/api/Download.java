package io.github.proxmoxtools.simulator.api;

/**
 * A file instead of JSON.
 *
 * @param name its name
 * @param text its content
 */
record Download(String name, String text) {}
