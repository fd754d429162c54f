package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.CatalogException;
import io.github.proxmoxtools.tools.engine.Selection;
import io.github.proxmoxtools.tools.spi.Safety;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URLs, each with a server of its own, which is made when it is first used.
 *
 * <p>There are at most two for each toolset and area, because no others are found.
 */
final class Routes {
    private static final Pattern MCP = Pattern.compile("/mcp(?:/x/(?<part>[^/]+))?(?<readonly>/readonly)?");

    private final HttpOffer offer;
    private final Sessions sessions;
    private final HttpLimits limits;
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();

    Routes(HttpOffer offer, Sessions sessions, HttpLimits limits) {
        this.offer = offer;
        this.sessions = sessions;
        this.limits = limits;
    }

    Endpoint find(String path) throws HttpProblem {
        Endpoint known = endpoints.get(path);
        if (known != null) {
            return known;
        }
        Matcher url = MCP.matcher(path);
        if (!url.matches()) {
            throw new HttpProblem(HttpStatus.NOT_FOUND, "Not found. There are /mcp, /mcp/readonly, /mcp/x/TOOLSET, "
                    + "/mcp/x/TOOLSET/readonly and /healthz; TOOLSET is one of " + names());
        }
        boolean readOnly = url.group("readonly") != null;
        Catalog catalog = narrow(url.group("part"), readOnly);
        return endpoints.computeIfAbsent(path,
                key -> Endpoint.of(offer.narrowed(catalog, readOnly), sessions, limits));
    }

    private Catalog narrow(@Nullable String part, boolean readOnly) throws HttpProblem {
        if (part != null && !names().contains(part)) {
            throw new HttpProblem(HttpStatus.NOT_FOUND,
                    "Not found: there is no such toolset or area here. There are " + names());
        }
        Selection selection = new Selection(part == null ? Set.of() : Set.of(part), Set.of(), Set.of(),
                Safety.DESTROY);
        try {
            return offer.catalog().select(readOnly ? selection.within(Safety.READ) : selection);
        } catch (CatalogException e) {
            throw new HttpProblem(HttpStatus.NOT_FOUND, "Not found: nothing of that only reads. There are " + names());
        }
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(offer.catalog().toolsets());
        offer.catalog().entries().forEach(entry -> names.add(entry.toolset() + "." + entry.area().name()));
        return names;
    }
}
