package io.github.proxmoxtools.cli.waiting;

import io.github.proxmoxtools.tools.engine.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that is waited for to its end.
 *
 * @param facts reads it
 * @param name its UPID
 */
record AwaitedTask(Facts facts, String name) implements Awaited {
    private static final List<String> TOLD = List.of("type", "id", "node", "status", "exitstatus");

    @Override
    public Look look() {
        Map<String, @Nullable Object> task = facts.task(name);
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("upid", name);
        TOLD.forEach(field -> told.put(field, task.get(field)));
        boolean ended = "stopped".equals(task.get("status"));
        return new Look("task " + name, told, ended ? List.of() : List.of("its end (is " + task.get("status") + ")"));
    }

    /** Tells whether it ended with warnings. */
    static boolean warned(Map<String, @Nullable Object> facts) {
        return facts.get("exitstatus") instanceof String outcome && outcome.startsWith("WARNINGS");
    }

    /** Tells whether the server calls it a success; one with warnings is. */
    static boolean failed(Map<String, @Nullable Object> facts) {
        return facts.get("exitstatus") instanceof String outcome && !outcome.equals("OK") && !warned(facts);
    }
}
