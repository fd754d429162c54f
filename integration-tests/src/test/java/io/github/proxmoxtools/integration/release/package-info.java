/** What is published: which modules, what their jars hold, and what a repository says of them. */
@NullMarked
package io.github.proxmoxtools.integration.release;

import org.jspecify.annotations.NullMarked;
