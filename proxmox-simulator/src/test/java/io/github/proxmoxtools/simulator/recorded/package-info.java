/** Exchanges that were recorded on a real server, replayed against the simulator. */
@NullMarked
package io.github.proxmoxtools.simulator.recorded;

import org.jspecify.annotations.NullMarked;
