/** How a tool is declared: nothing here knows HTTP or JSON. */
@NullMarked
package io.github.proxmoxtools.tools.spi;

import org.jspecify.annotations.NullMarked;
