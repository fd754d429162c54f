/**
 * Settings of the frontends: flags, contexts, the {@code .env} file, the environment, and the origin of each value.
 */
@NullMarked
package io.github.proxmoxtools.client.settings;

import org.jspecify.annotations.NullMarked;
