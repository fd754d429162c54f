/** Tests of the certificates. */
@NullMarked
package io.github.proxmoxtools.simulator.tls;

import org.jspecify.annotations.NullMarked;
