/** Tools of this domain. */
@NullMarked
package io.github.proxmoxtools.tools.access;

import org.jspecify.annotations.NullMarked;
