package io.github.proxmoxtools.mcp.calls;

/**
 * Something that clients can read by its address, or a whole family of such things.
 *
 * @param address the address; of a family with names in braces
 * @param name its name for programs
 * @param title its name for people
 * @param description what it holds
 */
public record Resource(String address, String name, String title, String description) {}
