/** First contact with a cluster, the contexts that remember it, and what to do when something does not work. */
@NullMarked
package io.github.proxmoxtools.cli.first;

import org.jspecify.annotations.NullMarked;
