/** Waiting for guests and tasks to become as wanted. */
@NullMarked
package io.github.proxmoxtools.cli.waiting;

import org.jspecify.annotations.NullMarked;
