/** The options of all commands. */
@NullMarked
package io.github.proxmoxtools.cli.options;

import org.jspecify.annotations.NullMarked;
