package io.github.proxmoxtools.client;

import java.util.Optional;

/**
 * What a download brought.
 *
 * @param bytes how many
 * @param checksum lower-case hex digits, if one was computed
 */
public record Downloaded(long bytes, Optional<String> checksum) {}
