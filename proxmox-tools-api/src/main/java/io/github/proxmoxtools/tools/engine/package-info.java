/**
 * Discovers, binds, guards and runs tools: everything between a frontend and the client.
 *
 * <p>A frontend builds a {@link io.github.proxmoxtools.tools.engine.Catalog}, renders its tools, and hands calls to an
 * {@link io.github.proxmoxtools.tools.engine.Engine}.
 */
@NullMarked
package io.github.proxmoxtools.tools.engine;

import org.jspecify.annotations.NullMarked;
