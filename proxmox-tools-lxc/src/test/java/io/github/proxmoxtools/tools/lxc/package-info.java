/** Tests of this domain's tools. */
@NullMarked
package io.github.proxmoxtools.tools.lxc;

import org.jspecify.annotations.NullMarked;
