/**
 * How a tool is declared.
 *
 * <p>This is all that a toolset sees. It imports nothing but {@code java.base}: values are plain Java values (maps,
 * lists, text, numbers, booleans, null), however they travel. A toolset implements
 * {@link io.github.proxmoxtools.tools.spi.Toolset}; a tool is one {@link io.github.proxmoxtools.tools.spi.Tool}
 * declaration that opens with its safety class.
 *
 * @serial exclude
 */
@NullMarked
package io.github.proxmoxtools.tools.spi;

import org.jspecify.annotations.NullMarked;
