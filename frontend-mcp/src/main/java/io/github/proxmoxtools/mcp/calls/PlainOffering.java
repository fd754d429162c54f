package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolSchemas;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;

/** Every tool under its own name. */
public final class PlainOffering implements Offering {
    private final Catalog catalog;
    private final Safety ceiling;
    private final Confirmation confirmation;
    private final Clusters clusters;

    /**
     * Offers the tools of a catalogue.
     *
     * @param catalog the tools
     * @param ceiling the most that calls may do
     * @param confirmation how calls that destroy are confirmed
     * @param clusters the clusters that calls can be about
     */
    public PlainOffering(Catalog catalog, Safety ceiling, Confirmation confirmation, Clusters clusters) {
        this.catalog = catalog;
        this.ceiling = ceiling;
        this.confirmation = confirmation;
        this.clusters = clusters;
    }

    @Override
    public List<Offered> tools() {
        return catalog.tools().stream().map(this::offer).toList();
    }

    private Offered offer(Tool tool) {
        return new Offered(tool.name(), tool.title(), tool.description(),
                Schemas.input(tool, ceiling, confirmation, clusters), ToolSchemas.output(tool),
                ToolHints.of(tool, ceiling),
                arguments -> new Order.Use(tool, arguments, ceiling));
    }

    @Override
    public String unknown(String name) {
        return UnknownTool.message(name, catalog.tools().stream().map(Tool::name).toList(),
                "tools/list names those of this server.");
    }

    @Override
    public String instructions() {
        return Instructions.of(catalog, ceiling, confirmation, clusters, "");
    }
}
