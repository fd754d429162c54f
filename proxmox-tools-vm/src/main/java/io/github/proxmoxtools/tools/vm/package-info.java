/** Tools of this domain. */
@NullMarked
package io.github.proxmoxtools.tools.vm;

import org.jspecify.annotations.NullMarked;
