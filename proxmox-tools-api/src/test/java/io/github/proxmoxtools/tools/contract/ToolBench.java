package io.github.proxmoxtools.tools.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.simulator.SimulatorState;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A toolset at work on a simulated cluster of its own, every question answered with yes. */
public final class ToolBench implements AutoCloseable {
    private final Catalog catalog;
    private SimulatedEngine simulated;

    /**
     * Starts the cluster.
     *
     * @param toolset the tools
     * @param version the simulated version
     */
    public ToolBench(Toolset toolset, String version) {
        catalog = Catalog.of(List.of(toolset));
        simulated = new SimulatedEngine(catalog, version);
    }

    /**
     * Goes on with a new cluster.
     *
     * @param version the simulated version
     */
    public void on(String version) {
        simulated.close();
        simulated = new SimulatedEngine(catalog, version);
    }

    /**
     * Makes arguments.
     *
     * @param namesAndValues a name, its value, and so on
     * @return the arguments in that order
     */
    public static Map<String, Object> args(Object... namesAndValues) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return arguments;
    }

    /**
     * Runs a tool.
     *
     * @param tool its name
     * @param namesAndValues its arguments
     * @return the result
     */
    public ToolResult run(String tool, Object... namesAndValues) {
        return simulated.engine().run(call(tool, namesAndValues));
    }

    private static ToolCall call(String tool, Object... namesAndValues) {
        return ToolCall.of(tool, args(namesAndValues)).confirmedBy(Confirmer.ALWAYS);
    }

    /**
     * Runs a tool and takes the object that it answers with.
     *
     * @param tool its name
     * @param namesAndValues its arguments
     * @return its data, or its task's facts
     */
    public Map<?, ?> data(String tool, Object... namesAndValues) {
        return switch (run(tool, namesAndValues).content()) {
            case ToolResult.Value(Map<?, ?> map) -> map;
            case ToolResult.Task task -> task.facts();
            case ToolResult.Content other -> throw new AssertionError("no object but " + other);
        };
    }

    /**
     * Says what a call would do.
     *
     * @param tool its name
     * @param namesAndValues its arguments
     * @return the plan
     */
    public Plan plan(String tool, Object... namesAndValues) {
        return simulated.engine().plan(call(tool, namesAndValues));
    }

    /**
     * Runs a tool that must fail.
     *
     * @param kind why
     * @param tool its name
     * @param namesAndValues its arguments
     * @return the failure
     */
    public ToolFailure failure(FailureKind kind, String tool, Object... namesAndValues) {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> run(tool, namesAndValues));
        assertEquals(kind, failure.kind(), failure::error);
        return failure;
    }

    /**
     * Lists what was sent with a method to paths that end so.
     *
     * @param method the method
     * @param end the end of the path
     * @return the requests in their order
     */
    public List<RecordedRequest> sent(String method, String end) {
        return simulator().requests().stream()
                .filter(request -> request.method().equals(method) && request.path().endsWith(end)).toList();
    }

    /**
     * Gives the body of the only request of a kind.
     *
     * @param method the method
     * @param end the end of the path
     * @return its body as it was sent
     */
    public String body(String method, String end) {
        List<RecordedRequest> sent = sent(method, end);
        assertEquals(1, sent.size(), () -> method + " ..." + end + " among " + simulator().requests());
        return sent.getFirst().body();
    }

    /**
     * Reads a guest's configuration past the tools.
     *
     * @param path such as {@code pve1/qemu/100}
     * @return the options
     */
    public Map<String, @Nullable Object> config(String path) {
        String[] parts = path.split("/", -1);
        var values = Map.of("node", parts[0], "vmid", parts[2]);
        var request = ApiRequest.get(ApiPath
                .expand("/nodes/{node}/" + parts[1] + "/{vmid}/config", values));
        try (var client = SimulatedEngine.client(simulator())) {
            return Data.of(client.send(request).data()).fields();
        }
    }

    /**
     * Gives the engine, for other callers.
     *
     * @return the engine
     */
    public Engine engine() {
        return simulated.engine();
    }

    /**
     * Gives the cluster.
     *
     * @return the simulator
     */
    public Simulator simulator() {
        return simulated.simulator();
    }

    /**
     * Gives what prepares the cluster past its API.
     *
     * @return its state
     */
    public SimulatorState state() {
        return simulator().state();
    }

    @Override
    public void close() {
        simulated.close();
    }
}
