/** Commands about this program: its versions, its settings, and the clusters that it can pretend. */
@NullMarked
package io.github.proxmoxtools.cli.program;

import org.jspecify.annotations.NullMarked;
