/** The catalogue as a command line. */
@NullMarked
package io.github.proxmoxtools.cli;

import org.jspecify.annotations.NullMarked;
