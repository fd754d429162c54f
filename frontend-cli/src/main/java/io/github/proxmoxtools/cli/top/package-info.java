/** Who uses how much, at this moment. */
@NullMarked
package io.github.proxmoxtools.cli.top;

import org.jspecify.annotations.NullMarked;
