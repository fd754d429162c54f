/**
 * Tests that a real Proxmox VE can pass as well as the simulator: without settings each starts a simulator of its own, with
 * {@code PROXMOX_TEST_HOST} and its siblings they use that host.
 */
@NullMarked
package io.github.proxmoxtools.integration.live;

import org.jspecify.annotations.NullMarked;
