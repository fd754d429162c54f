/** Discovers, binds, guards and runs tools. */
@NullMarked
package io.github.proxmoxtools.tools.engine;

import org.jspecify.annotations.NullMarked;
