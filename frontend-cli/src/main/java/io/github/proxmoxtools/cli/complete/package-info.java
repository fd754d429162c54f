/** What could follow a command line that is being typed, in the way of each shell. */
@NullMarked
package io.github.proxmoxtools.cli.complete;

import org.jspecify.annotations.NullMarked;
