/**
 * What the tools of virtual machines and of containers have in common: parameters and the shapes of tools, by kind.
 *
 * <p>It stands on {@code io.github.proxmoxtools.tools.spi} alone, as a toolset does. Names and words of tools stay in
 * their toolsets.
 */
@NullMarked
package io.github.proxmoxtools.tools.guest;

import org.jspecify.annotations.NullMarked;
