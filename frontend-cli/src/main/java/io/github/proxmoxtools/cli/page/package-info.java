/** Pages that explain, for a terminal and as manual pages. */
@NullMarked
package io.github.proxmoxtools.cli.page;

import org.jspecify.annotations.NullMarked;
