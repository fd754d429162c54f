/** What a command of the program itself is made of; tools are declared elsewhere. */
@NullMarked
package io.github.proxmoxtools.cli.command;

import org.jspecify.annotations.NullMarked;
