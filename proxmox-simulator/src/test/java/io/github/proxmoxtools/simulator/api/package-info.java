/** Tests of the API from within. */
@NullMarked
package io.github.proxmoxtools.simulator.api;

import org.jspecify.annotations.NullMarked;
