/** A stand-in Proxmox VE cluster inside this JVM. */
@NullMarked
package io.github.proxmoxtools.simulator;

import org.jspecify.annotations.NullMarked;
