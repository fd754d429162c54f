/** One reading command in every configured context. */
@NullMarked
package io.github.proxmoxtools.cli.contexts;

import org.jspecify.annotations.NullMarked;
