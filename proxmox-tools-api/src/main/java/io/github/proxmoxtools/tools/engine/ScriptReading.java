package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.Reply;
import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What a script may use while it prepares: only declared endpoints, only reads. */
final class ScriptReading implements Reading {
    private final EngineParts parts;
    private final Calls calls;
    private final Bound bound;
    private final Optional<GuestAddress> guest;
    private final List<String> notes;
    private final Map<String, ToolFailure> missing;
    private final Polling polling;
    private final List<ApiRequest> made = new CopyOnWriteArrayList<>();
    private final List<Came> came = new CopyOnWriteArrayList<>();

    private record Came(String endpoint, Answered answered) {}

    ScriptReading(EngineParts parts, Calls calls, Bound bound, Optional<GuestAddress> guest, List<String> notes,
            Map<String, ToolFailure> missing, Polling polling) {
        this.parts = parts;
        this.calls = calls;
        this.bound = bound;
        this.guest = guest;
        this.notes = notes;
        this.missing = missing;
        this.polling = polling;
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
        ApiRequest request = reading(query);
        return answered(query, request, calls.send(request));
    }

    private Data answered(Query query, ApiRequest request, ApiAnswer answer) {
        came.add(new Came(query.endpoint().path(), Answered.of(request, answer)));
        return Data.of(answer.data());
    }

    /** A list is made of what is read last. */
    List<Answered> lastAnswered() {
        return came.stream().filter(read -> read.endpoint().equals(came.getLast().endpoint())).map(Came::answered)
                .toList();
    }

    private ApiRequest reading(Query query) {
        ApiRequest request = request(bound, guest, query);
        if (request.method() != HttpMethod.GET) {
            throw new DeclarationException(bound.tool() + ": a script reads while it prepares; " + query.endpoint()
                    + " is for its steps");
        }
        made.add(request);
        return request;
    }

    @Override
    public List<Data> readAll(List<Query> queries) {
        return Together.all(queries.stream().<Callable<Data>>map(query -> () -> read(query)).toList());
    }

    @Override
    public Map<String, Data> readEach(Map<String, Query> queries) {
        List<String> names = List.copyOf(queries.keySet());
        List<ApiRequest> requests = queries.values().stream().map(this::reading).toList();
        List<Reply> replies = calls.replies(requests);
        Map<String, Data> answers = new LinkedHashMap<>();
        Map<String, ToolFailure> failed = new LinkedHashMap<>();
        for (int i = 0; i < replies.size(); i++) {
            String name = names.get(i);
            Reply reply = replies.get(i);
            Query query = Objects.requireNonNull(queries.get(name));
            reply.answer().ifPresentOrElse(
                    answer -> answers.put(name, answered(query, reply.request(), answer)),
                    () -> failed.put(name, calls.failure(reply)));
        }
        if (answers.isEmpty() && !failed.isEmpty()) {
            throw failed.values().iterator().next();
        }
        failed.forEach((name, failure) -> lacks("Not read: ", name, failure));
        return answers;
    }

    @Override
    public void lacks(String part, ToolFailure why) {
        lacks("Not done: ", part, why);
    }

    private void lacks(String what, String part, ToolFailure why) {
        if (missing.putIfAbsent(part, why) == null) {
            note(what + part + ": " + why.error());
        }
    }

    @Override
    public boolean waits() {
        return bound.tool().waits() && bound.waits();
    }

    @Override
    public Optional<Data> readUntil(Query query, Predicate<Data> done) {
        return polling.until(() -> read(query), done);
    }

    @Override
    public List<Map<String, Object>> verdicts(Data permissions, Optional<String> login) {
        return new Verdicts(parts.catalog(), calls.version(), login.orElseGet(() -> calls.client().login()),
                permissions).all();
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
