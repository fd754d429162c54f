package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A use of an endpoint that a tool declares.
 *
 * @param endpoint the declared endpoint
 * @param values placeholders and parameters by Proxmox VE's names
 */
public record Query(Endpoint endpoint, Map<String, @Nullable Object> values) {
    /** Copies the values, keeping their order. */
    public Query {
        values = new LinkedHashMap<>(values);
    }

    /**
     * Uses an endpoint with what the tool's guest, task and the endpoint's own inputs fill in.
     *
     * @param endpoint the declared endpoint
     * @return the query
     */
    public static Query of(Endpoint endpoint) {
        return new Query(endpoint, Map.of());
    }

    /**
     * Adds a placeholder's or parameter's value.
     *
     * @param name Proxmox VE's name
     * @param value text, number, boolean, a list of texts for a repeated key, or a list of objects for JSON text
     * @return the query
     */
    public Query with(String name, Object value) {
        Query more = new Query(endpoint, values);
        more.values.put(name, value);
        return more;
    }
}
