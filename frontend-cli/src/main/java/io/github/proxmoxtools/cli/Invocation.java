package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.options.Globals;
import java.util.List;

/**
 * A command line cut into its parts.
 *
 * @param node how far the words lead
 * @param globals the global options before, between and after them, as far as they were read
 * @param rest what follows the words
 */
record Invocation(CommandTree.Node node, Globals globals, List<String> rest) {
    /** Copies the list. */
    Invocation {
        rest = List.copyOf(rest);
    }
}
