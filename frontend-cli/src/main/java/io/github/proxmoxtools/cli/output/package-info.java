/** Results as people and programs read them. */
@NullMarked
package io.github.proxmoxtools.cli.output;

import org.jspecify.annotations.NullMarked;
