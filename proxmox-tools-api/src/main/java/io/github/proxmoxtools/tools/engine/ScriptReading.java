package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a script may use while it prepares: only declared endpoints, only reads. */
final class ScriptReading implements Reading {
    private final EngineParts parts;
    private final Calls calls;
    private final Bound bound;
    private final Optional<GuestAddress> guest;
    private final List<String> notes;
    private final List<ApiRequest> made = new CopyOnWriteArrayList<>();

    ScriptReading(EngineParts parts, Calls calls, Bound bound, Optional<GuestAddress> guest, List<String> notes) {
        this.parts = parts;
        this.calls = calls;
        this.bound = bound;
        this.guest = guest;
        this.notes = notes;
    }

    @Override
    public Arguments arguments() {
        return bound;
    }

    @Override
    public GuestAddress guest() {
        return guest.orElseThrow(() -> new DeclarationException(bound.tool() + " declares no guest"));
    }

    @Override
    public String version() {
        return calls.version();
    }

    @Override
    public Data read(Query query) {
        ApiRequest request = request(bound, guest, query);
        if (request.method() != HttpMethod.GET) {
            throw new DeclarationException(bound.tool() + ": a script reads while it prepares; " + query.endpoint()
                    + " is for its steps");
        }
        made.add(request);
        return Data.of(calls.send(request).data());
    }

    @Override
    public List<Data> readAll(List<Query> queries) {
        return Together.all(queries.stream().<Callable<Data>>map(query -> () -> read(query)).toList());
    }

    @Override
    public List<Map<String, Object>> verdicts(Data permissions) {
        return new Verdicts(parts.catalog(), calls.version(), permissions).all();
    }

    @Override
    public void note(String note) {
        notes.add(note);
    }

    List<ApiRequest> made() {
        return new ArrayList<>(made);
    }

    static ApiRequest request(Bound bound, Optional<GuestAddress> guest, Query query) {
        Endpoint endpoint = query.endpoint();
        if (!bound.tool().action().endpoints().contains(endpoint)) {
            throw new DeclarationException(bound.tool() + " does not declare " + endpoint);
        }
        return new Requests(bound, guest).of(query);
    }
}
