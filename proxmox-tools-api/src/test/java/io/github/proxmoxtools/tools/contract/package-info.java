/** What every tool of every toolset must keep; each toolset's module inherits the test. */
@NullMarked
package io.github.proxmoxtools.tools.contract;

import org.jspecify.annotations.NullMarked;
