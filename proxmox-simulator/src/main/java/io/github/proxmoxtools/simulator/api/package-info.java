/** The Proxmox VE API over the simulated cluster: who asks, may they, and what happens. */
@NullMarked
package io.github.proxmoxtools.simulator.api;

import org.jspecify.annotations.NullMarked;
