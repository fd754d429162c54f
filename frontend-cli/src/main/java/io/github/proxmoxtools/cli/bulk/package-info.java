/** One command for several guests: chosen, confirmed, run side by side, and reported one by one. */
@NullMarked
package io.github.proxmoxtools.cli.bulk;

import org.jspecify.annotations.NullMarked;
