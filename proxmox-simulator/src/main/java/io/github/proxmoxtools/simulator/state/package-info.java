/** What the simulated cluster consists of, and how it changes as time passes. */
@NullMarked
package io.github.proxmoxtools.simulator.state;

import org.jspecify.annotations.NullMarked;
