package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated cluster of a version, and calls of this module's tools in few words. */
final class JobLab implements AutoCloseable {
    private final SimulatedEngine simulated;

    JobLab(String version) {
        simulated = new SimulatedEngine(Catalog.of(List.of(new InfraToolset())), version);
    }

    Simulator simulator() {
        return simulated.simulator();
    }

    /** Calls {@code proxmox_<tool>} with names and values, everything confirmed. */
    Data run(String tool, Object... arguments) {
        return Data.of(call(tool, Confirmer.ALWAYS, arguments).toMap());
    }

    /** As {@link #run}, where nobody confirms what destroys. */
    Data unconfirmed(String tool, Object... arguments) {
        return Data.of(simulated.engine().run(ToolCall.of("proxmox_" + tool, named(arguments))).toMap());
    }

    private ToolResult call(String tool, Confirmer confirmer, Object... arguments) {
        return simulated.engine().run(ToolCall.of("proxmox_" + tool, named(arguments)).confirmedBy(confirmer));
    }

    private static Map<String, Object> named(Object... arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put(arguments[i].toString(), arguments[i + 1]);
        }
        return named;
    }

    List<Data> items(String tool, Object... arguments) {
        return run(tool, arguments).at("items").items();
    }

    /** One field of all rows. */
    List<String> column(String field, String tool, Object... arguments) {
        return items(tool, arguments).stream().map(row -> row.at(field).text().orElse("-")).toList();
    }

    ToolFailure failure(String tool, Object... arguments) {
        return assertThrows(ToolFailure.class, () -> run(tool, arguments));
    }

    /** A refusal after which nothing reached the cluster that could have changed it. */
    ToolFailure refusal(String tool, Object... arguments) {
        long before = simulator().writes();
        ToolFailure failure = failure(tool, arguments);
        assertEquals(before, simulator().writes());
        return failure;
    }

    /** Fails although the first steps were done, because of what somebody else did before the given one. */
    ToolFailure failureWhen(int step, Runnable other, String tool, Object... arguments) {
        ToolCall call = ToolCall.of("proxmox_" + tool, named(arguments)).confirmedBy(Confirmer.ALWAYS)
                .reportingTo(event -> {
                    if (event instanceof ProgressSink.StepStarted started && started.number() == step) {
                        other.run();
                    }
                });
        return assertThrows(ToolFailure.class, () -> simulated.engine().run(call));
    }

    /** Succeeds although somebody else did something after the work was prepared and before its first step. */
    Data afterConfirming(Runnable other, String tool, Object... arguments) {
        return Data.of(call(tool, plan -> {
            other.run();
            return Confirmer.ALWAYS.ask(plan);
        }, arguments).toMap());
    }

    /** Gives a name to another VM: the list of guests has the old ones for a while. */
    void swapNames() {
        rename("/nodes/pve1/qemu/100/config", "web-old");
        rename("/nodes/pve2/qemu/101/config", "web-01");
    }

    private void rename(String config, String name) {
        run("api_call", "method", "PUT", "path", config, "params", Map.of("name", name));
    }

    /** The last write, as {@code POST /cluster/backup?body}. */
    String lastWrite() {
        RecordedRequest last = simulator().requests().stream().filter(RecordedRequest::isWrite)
                .reduce((first, second) -> second).orElseThrow();
        return last.method() + " " + last.path().substring("/api2/json".length()) + "?"
                + (last.body().isEmpty() ? last.query() : last.body());
    }

    @Override
    public void close() {
        simulated.close();
    }
}
