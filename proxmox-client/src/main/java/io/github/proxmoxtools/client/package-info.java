/**
 * REST client for Proxmox VE.
 *
 * @serial exclude
 */
@NullMarked
package io.github.proxmoxtools.client;

import org.jspecify.annotations.NullMarked;
