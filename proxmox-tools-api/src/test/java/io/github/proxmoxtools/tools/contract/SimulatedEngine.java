package io.github.proxmoxtools.tools.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The real engine and client against a simulator of their own, over TLS. */
public final class SimulatedEngine implements AutoCloseable {
    private final Simulator simulator;
    private final Engine engine;

    /**
     * Starts a simulator of a version, and an engine that may do everything.
     *
     * @param catalog the tools
     * @param version the simulated version
     */
    public SimulatedEngine(Catalog catalog, String version) {
        simulator = Simulator.builder().profile(version).start();
        engine = Engine.builder(catalog, () -> client(simulator)).fileRoots(List.of(Path.of("/")))
                .fetchingFromAnyAddress().build();
    }

    /**
     * Connects to a simulator as its administrator, with the password for the one call that refuses tokens. A task
     * whose beginning got lost on the way is searched for a moment only: this cluster is fast.
     *
     * @param simulator the simulator
     * @return the client
     */
    public static ProxmoxClient client(Simulator simulator) {
        return clientOf(simulator, new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret())
                .with(new Credentials.Password("root@pam", simulator.password())))
                .outcomePatience(Duration.ofSeconds(2)).build();
    }

    /**
     * Prepares a client of the first node.
     *
     * @param simulator the cluster
     * @param credentials the login
     * @return a client to be built
     */
    public static ProxmoxClient.Builder clientOf(Simulator simulator, Credentials credentials) {
        return ProxmoxClient.builder().host(Host.parse(simulator.hosts().get(0)))
                .trust(Trust.Fingerprints.of(simulator.fingerprints().toArray(String[]::new)))
                .credentials(credentials);
    }

    /**
     * Gives the engine.
     *
     * @return the engine
     */
    public Engine engine() {
        return engine;
    }

    /**
     * Gives the simulator.
     *
     * @return the simulator
     */
    public Simulator simulator() {
        return simulator;
    }

    /**
     * Runs a tool for a caller who confirms whatever is asked.
     *
     * @param tool its name
     * @param arguments its arguments
     * @return the result
     */
    public ToolResult run(String tool, Map<String, ?> arguments) {
        return engine.run(ToolCall.of(tool, arguments).confirmedBy(Confirmer.ALWAYS));
    }

    /**
     * Runs a tool that answers with an object.
     *
     * @param tool its name
     * @param arguments its arguments
     * @return a view of the object
     */
    public Data data(String tool, Map<String, ?> arguments) {
        return Data.of(run(tool, arguments).toMap().get("data"));
    }

    /**
     * Runs a tool that answers with a list.
     *
     * @param tool its name
     * @param arguments its arguments
     * @return a view of each row
     */
    public List<Data> rows(String tool, Map<String, ?> arguments) {
        return Data.of(run(tool, arguments).toMap().get("items")).items();
    }

    /**
     * Runs a tool that fails.
     *
     * @param tool its name
     * @param arguments its arguments
     * @return why
     */
    public ToolFailure failure(String tool, Map<String, ?> arguments) {
        return assertThrows(ToolFailure.class, () -> run(tool, arguments));
    }

    /**
     * Lists what reached the cluster to change something.
     *
     * @return each as {@code DELETE /nodes/pve1/qemu/100?purge=1} or {@code POST /pools poolid=dev}
     */
    public List<String> writes() {
        return simulator.requests().stream().filter(RecordedRequest::isWrite).map(SimulatedEngine::described).toList();
    }

    private static String described(RecordedRequest request) {
        return request.method() + " " + request.path().substring("/api2/json".length())
                + (request.query().isEmpty() ? "" : "?" + request.query())
                + (request.body().isEmpty() ? "" : " " + request.body());
    }

    @Override
    public void close() {
        engine.close();
        simulator.close();
    }
}
