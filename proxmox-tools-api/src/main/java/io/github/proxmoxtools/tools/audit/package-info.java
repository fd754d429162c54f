/** A file of what was changed, in which every record names the one before it by its digest. */
@NullMarked
package io.github.proxmoxtools.tools.audit;

import org.jspecify.annotations.NullMarked;
