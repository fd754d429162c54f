package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.LiveSchema;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.index.ApiIndex;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows what the server's API takes: by its own description where that was asked for, else by the built-in index. */
final class Indices {
    private final Optional<LiveSchema> schema;
    private volatile @Nullable ApiIndex live;

    Indices(Optional<LiveSchema> schema) {
        this.schema = schema;
    }

    /** Gives the index for the connected server; a note says where its own description could not be had. */
    ApiIndex of(Calls calls, List<String> notes) {
        if (schema.isEmpty()) {
            return ApiIndex.nearest(calls.version());
        }
        ApiIndex known = live;
        if (known != null) {
            return known;
        }
        try {
            ApiIndex read = schema.get().of(calls.client());
            live = read;
            return read;
        } catch (ProxmoxException e) {
            ApiIndex builtIn = ApiIndex.nearest(calls.version());
            String note = "The server's own description of its API cannot be had (" + e.getMessage()
                    + "); checked against that of Proxmox VE " + builtIn.release() + ".";
            if (!notes.contains(note)) {
                notes.add(note);
            }
            return builtIn;
        }
    }
}
