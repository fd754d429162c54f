/** Tools of this domain. */
@NullMarked
package io.github.proxmoxtools.tools.infra;

import org.jspecify.annotations.NullMarked;
