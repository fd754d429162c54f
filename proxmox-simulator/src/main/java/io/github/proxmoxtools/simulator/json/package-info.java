/** Reading and writing JSON as plain maps and lists. */
@NullMarked
package io.github.proxmoxtools.simulator.json;

import org.jspecify.annotations.NullMarked;
