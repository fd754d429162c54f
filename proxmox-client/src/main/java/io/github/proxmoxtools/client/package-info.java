/** REST client for Proxmox VE. */
@NullMarked
package io.github.proxmoxtools.client;

import org.jspecify.annotations.NullMarked;
