/** Certificates of the nodes, written in DER without any library. */
@NullMarked
package io.github.proxmoxtools.simulator.tls;

import org.jspecify.annotations.NullMarked;
