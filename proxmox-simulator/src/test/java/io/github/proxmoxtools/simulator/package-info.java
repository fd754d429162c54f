/** Tests of the simulator against real sockets. */
@NullMarked
package io.github.proxmoxtools.simulator;

import org.jspecify.annotations.NullMarked;
