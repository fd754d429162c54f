/** Documents that are made from the code, and fail the build when they are stale. */
@NullMarked
package io.github.proxmoxtools.integration.documents;

import org.jspecify.annotations.NullMarked;
