package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a task is or was. */
final class TaskFacts {
    private static final int LOG_LINES = 50;

    private final Calls calls;

    TaskFacts(Calls calls) {
        this.calls = calls;
    }

    Map<String, @Nullable Object> task(String text) {
        Upid upid = parsed(text);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(Data.of(calls.send(Survey.get(
                "/nodes/{node}/tasks/{upid}/status", path(upid))).data()).fields());
        facts.put("log", logTail(upid, LOG_LINES));
        return facts;
    }

    private static Upid parsed(String text) {
        try {
            return Upid.parse(text);
        } catch (IllegalArgumentException e) {
            throw InvalidCall.argument("upid", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> path(Upid upid) {
        return Map.of("node", upid.node(), "upid", upid.toString());
    }

    /** The first page tells how long the log is; a short one is whole by then. */
    List<String> logTail(Upid upid, int lines) {
        ApiAnswer first = log(upid, 0, lines);
        long total = Data.of(first.envelope().get("total")).whole().orElse(0L);
        Data tail = Data.of(total > lines ? log(upid, total - lines, lines).data() : first.data());
        return tail.items().stream().flatMap(line -> line.at("t").text().stream()).toList();
    }

    private ApiAnswer log(Upid upid, long start, int limit) {
        return calls.send(Survey.get("/nodes/{node}/tasks/{upid}/log", path(upid),
                Parameter.of("start", Long.toString(start)), Parameter.of("limit", Integer.toString(limit))));
    }
}
