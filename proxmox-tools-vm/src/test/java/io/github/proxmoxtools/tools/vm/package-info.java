/** Tests of this domain's tools. */
@NullMarked
package io.github.proxmoxtools.tools.vm;

import org.jspecify.annotations.NullMarked;
