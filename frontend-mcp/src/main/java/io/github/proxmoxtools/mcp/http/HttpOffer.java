package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.mcp.protocol.Offer;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Selection;
import java.util.function.Function;

/**
 * What a server offers on all of its URLs together.
 *
 * @param catalog the tools that there are on the shortest URL
 * @param narrowed what a URL offers that selects among these; throws
 *        {@link io.github.proxmoxtools.tools.engine.CatalogException} where that leaves nothing
 * @param desk where all of them are worked on
 */
public record HttpOffer(Catalog catalog, Function<Selection, Offer> narrowed, Desk desk) {}
