/** The cluster that a command works on. */
@NullMarked
package io.github.proxmoxtools.cli.cluster;

import org.jspecify.annotations.NullMarked;
