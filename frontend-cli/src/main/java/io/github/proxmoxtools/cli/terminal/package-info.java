/** The terminal of this process, and progress on it. */
@NullMarked
package io.github.proxmoxtools.cli.terminal;

import org.jspecify.annotations.NullMarked;
