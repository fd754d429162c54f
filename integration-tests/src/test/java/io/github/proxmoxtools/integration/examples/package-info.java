/** Programs that stand in the documents; they are compiled, and run against the simulator. */
@NullMarked
package io.github.proxmoxtools.integration.examples;

import org.jspecify.annotations.NullMarked;
