package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.List;

/** Finds the cluster that the settings and global options name. */
public interface Connector {
    /** Uses the time until a session is opened; returns at once. */
    void prepare();

    /**
     * Opens a session; nothing is sent before the first call.
     *
     * @param catalog the tools
     * @param globals the global options
     * @return the session
     */
    Session open(Catalog catalog, Globals globals);

    /**
     * Opens a session for several calls at once.
     *
     * @param catalog the tools
     * @param globals the global options
     * @param parallel how many calls there may be at once
     * @return the session
     */
    default Session open(Catalog catalog, Globals globals, int parallel) {
        return open(catalog, globals);
    }

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
     * @return a row per setting: name, value, origin, and the origins that it hides
     */
    List<List<String>> explain(Globals globals);

    /**
     * Tells where settings come from, for commands that write them or look for what is wrong with them.
     *
     * @param globals the global options
     * @return flags, environment and folder
     */
    SettingsSources sources(Globals globals);

    /**
     * Looks at the cluster for completion: quickly, and without a word on the terminal.
     *
     * @param globals the global options
     * @return nothing has been sent or read yet
     */
    default Outlook outlook(Globals globals) {
        return Outlook.NONE;
    }
}
