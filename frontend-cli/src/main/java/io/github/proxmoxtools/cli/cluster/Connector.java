package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.List;

/** Finds the cluster that the settings and global options name. */
public interface Connector {
    /**
     * Opens a session; nothing is sent before the first call.
     *
     * @param catalog the tools
     * @param globals the global options
     * @return the session
     */
    Session open(Catalog catalog, Globals globals);

    /**
     * Lists the contexts that are configured.
     *
     * @param globals the global options
     * @return their names, sorted
     */
    List<String> contexts(Globals globals);

    /**
     * Explains the settings.
     *
     * @param globals the global options
     * @return a row per setting: name, value, origin
     */
    List<List<String>> explain(Globals globals);
}
