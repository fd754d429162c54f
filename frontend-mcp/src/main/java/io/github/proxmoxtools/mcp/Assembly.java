package io.github.proxmoxtools.mcp;

import io.github.proxmoxtools.mcp.calls.Cluster;
import io.github.proxmoxtools.mcp.calls.Clusters;
import io.github.proxmoxtools.mcp.calls.CompactOffering;
import io.github.proxmoxtools.mcp.calls.Completions;
import io.github.proxmoxtools.mcp.calls.Confirmation;
import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.mcp.calls.Offering;
import io.github.proxmoxtools.mcp.calls.PlainOffering;
import io.github.proxmoxtools.mcp.calls.Prompts;
import io.github.proxmoxtools.mcp.calls.Resources;
import io.github.proxmoxtools.mcp.calls.ToolCalls;
import io.github.proxmoxtools.mcp.http.HttpOffer;
import io.github.proxmoxtools.mcp.protocol.Offer;
import io.github.proxmoxtools.tools.engine.BuildVersion;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Selection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What servers need, put together once for whatever they speak through. */
final class Assembly implements AutoCloseable {
    private static final Duration PATIENCE_WITH_PEOPLE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Options options;
    private final Catalog catalog;
    private final SequencedMap<String, LazyEngine> engines = new LinkedHashMap<>();
    private final Clusters clusters;
    private final Confirmation confirmation;
    private final Desk desk;
    private final Offer.Service service;

    /**
     * Puts everything together; connects to nothing.
     *
     * @param options what the command line asks for
     * @param catalog the tools that the command line lets through
     * @param workplaces opens the cluster that some options name
     * @param mistakes hears of exceptions that nobody planned
     */
    Assembly(Options options, Catalog catalog, Function<Options, Workplace> workplaces, Consumer<Throwable> mistakes) {
        this.options = options;
        this.catalog = catalog;
        ConfiguredClusters configured = ConfiguredClusters.of(options);
        configured.byName().forEach(
                (name, single) -> engines.put(name, new LazyEngine(workplaces.apply(single), catalog)));
        SequencedMap<String, Cluster> byName = new LinkedHashMap<>();
        engines.forEach((name, engine) -> byName.put(name, engine.cluster()));
        this.clusters = new Clusters(byName, configured.usual());
        this.confirmation = options.confirm().confirmation();
        this.desk = new Desk(mistakes);
        this.service = new Offer.Service(new ToolCalls(desk, clusters, confirmation, options.stopOnCancel(), mistakes),
                desk,
                PATIENCE_WITH_PEOPLE, BETWEEN_LOOKS, mistakes);
    }

    /** All that the command line lets through. */
    Offer offer() {
        return offer(catalog, options.selection());
    }

    /** For a server with several addresses, each of which may offer less, and never more. */
    HttpOffer httpOffer() {
        return new HttpOffer(catalog, wanted -> {
            Selection narrower = wanted.within(options.selection().access());
            return offer(catalog.select(narrower), narrower);
        }, desk);
    }

    private Offer offer(Catalog offered, Selection selection) {
        Offering tools = options.compact()
                ? new CompactOffering(offered, selection.access(), confirmation, clusters)
                : new PlainOffering(offered, selection.access(), confirmation, clusters);
        return new Offer(BuildVersion.of(Launcher.class), tools, new Resources(clusters),
                new Prompts(clusters, offered),
                new Completions(clusters), service);
    }

    /** Connects to the usual cluster ahead of the first call. */
    void prepare(Consumer<String> problems) {
        engines.firstEntry().getValue().prepare(problems);
    }

    @Override
    public void close() {
        engines.values().forEach(LazyEngine::close);
    }
}
