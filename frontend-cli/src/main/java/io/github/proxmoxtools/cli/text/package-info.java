/** Texts that a terminal shows: cells, tables, units, failures. */
@NullMarked
package io.github.proxmoxtools.cli.text;

import org.jspecify.annotations.NullMarked;
