/** An HTTP/1.1 server over TLS that answers byte for byte as Proxmox VE's own does. */
@NullMarked
package io.github.proxmoxtools.simulator.http;

import org.jspecify.annotations.NullMarked;
