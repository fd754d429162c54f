/** Tests of this domain's tools. */
@NullMarked
package io.github.proxmoxtools.tools.access;

import org.jspecify.annotations.NullMarked;
