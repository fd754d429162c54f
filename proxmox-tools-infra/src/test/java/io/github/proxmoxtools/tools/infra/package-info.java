/** Tests of this domain's tools. */
@NullMarked
package io.github.proxmoxtools.tools.infra;

import org.jspecify.annotations.NullMarked;
