package io.github.proxmoxtools.cli.command;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.cli.cluster.Session;
import io.github.proxmoxtools.cli.options.Colours;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.output.Rows;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.util.List;

/**
 * What a command works with.
 *
 * @param catalog the tools that are loaded
 * @param connector finds the cluster
 * @param terminal where everything is written and asked
 * @param globals the options that every command understands
 */
public record Here(Catalog catalog, Connector connector, Terminal terminal, Globals globals) {
    /**
     * Opens the cluster that settings and options name.
     *
     * @return to be closed
     */
    public Session open() {
        return connector.open(catalog, globals);
    }

    /**
     * Writes rows of texts in the format that was asked for.
     *
     * @param headings of the columns
     * @param rows each as long as the headings
     */
    public void show(List<String> headings, List<List<String>> rows) {
        terminal.out(Rows.text(globals.format(), headings, rows, !globals.has(GlobalOption.NO_HEADER),
                Colours.ofData(globals, terminal)));
    }

    /**
     * Says something to people, unless they want to hear of errors only.
     *
     * @param words a line without its end
     */
    public void say(String words) {
        if (!globals.has(GlobalOption.QUIET)) {
            terminal.err(words + "\n");
        }
    }
}
