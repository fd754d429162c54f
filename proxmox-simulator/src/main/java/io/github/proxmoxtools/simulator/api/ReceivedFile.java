package io.github.proxmoxtools.simulator.api;

/**
 * An uploaded file, of which only this is kept.
 *
 * @param temporaryName where the server would keep it meanwhile
 * @param size how many bytes came
 * @param checksum in hex, by the algorithm that the upload named; empty when it named none
 */
record ReceivedFile(String temporaryName, long size, String checksum) {}
