/** The whole system: built jars, linked images, processes that talk to each other. */
@NullMarked
package io.github.proxmoxtools.integration;

import org.jspecify.annotations.NullMarked;
