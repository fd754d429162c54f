/** What goes on inside guests. */
@NullMarked
package io.github.proxmoxtools.cli.guest;

import org.jspecify.annotations.NullMarked;
