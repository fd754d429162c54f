/**
 * The contract between frontends and whatever can start a demonstration cluster, so that an image can leave it out.
 */
@NullMarked
package io.github.proxmoxtools.client.demo;

import org.jspecify.annotations.NullMarked;
