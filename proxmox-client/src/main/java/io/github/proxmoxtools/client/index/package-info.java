/** What paths, methods and parameters the official API of each Proxmox VE version has. */
@NullMarked
package io.github.proxmoxtools.client.index;

import org.jspecify.annotations.NullMarked;
