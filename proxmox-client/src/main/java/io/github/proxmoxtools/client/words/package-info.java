/** Words that are near to each other; not for others. */
@NullMarked
package io.github.proxmoxtools.client.words;

import org.jspecify.annotations.NullMarked;
