package io.github.proxmoxtools.simulator.api;

import java.util.List;

/**
 * A page of a list, with the number of all its rows beside {@code data}.
 *
 * @param rows the page
 * @param total how many rows there are
 */
record Listing(List<?> rows, int total) {}
