package io.github.proxmoxtools.tools.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a list is shaped.
 *
 * @param fields the fields to show; empty for the tool's columns, {@code *} for all
 * @param filter which rows to show
 * @param sort field to sort by, with {@code -} in front for descending
 * @param limit most rows
 * @param offset rows to skip
 */
record View(List<String> fields, Filter filter, Optional<String> sort, OptionalInt limit, int offset) {
    static final View DEFAULT = new View(List.of(), Filter.ALL, Optional.empty(), OptionalInt.empty(), 0);
}
