/** What happens when somebody wants the command to end before it has. */
@NullMarked
package io.github.proxmoxtools.cli.interrupt;

import org.jspecify.annotations.NullMarked;
