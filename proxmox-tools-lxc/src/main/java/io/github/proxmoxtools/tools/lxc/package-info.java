/** Tools of this domain. */
@NullMarked
package io.github.proxmoxtools.tools.lxc;

import org.jspecify.annotations.NullMarked;
