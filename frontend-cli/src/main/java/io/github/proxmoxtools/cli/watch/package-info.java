/** Reading again and again, and telling what became different. */
@NullMarked
package io.github.proxmoxtools.cli.watch;

import org.jspecify.annotations.NullMarked;
