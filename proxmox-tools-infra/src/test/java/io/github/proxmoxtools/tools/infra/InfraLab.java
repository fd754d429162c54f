package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A simulated cluster, and this module's tools on the real engine and client. */
final class InfraLab implements AutoCloseable {
    final Simulator simulator;
    private final Engine engine;

    private InfraLab(Simulator.Builder builder, boolean withPassword, UnaryOperator<Engine.Builder> settings) {
        simulator = builder.start();
        engine = settings.apply(Engine.builder(Catalog.of(List.of(new InfraToolset())),
                () -> withPassword
                        ? SimulatedEngine.client(simulator)
                        : byToken(simulator.adminTokenId(),
                                simulator.adminTokenSecret())))
                .build();
    }

    static InfraLab of(String version) {
        return new InfraLab(Simulator.builder().profile(version), true, builder -> builder);
    }

    static InfraLab newest() {
        return of("9.2");
    }

    static InfraLab with(UnaryOperator<Engine.Builder> settings) {
        return new InfraLab(Simulator.builder(), true, settings);
    }

    static InfraLab alone() {
        return new InfraLab(Simulator.builder().nodes("pve1"), true, builder -> builder);
    }

    static InfraLab withoutPassword() {
        return new InfraLab(Simulator.builder(), false, builder -> builder);
    }

    private ProxmoxClient byToken(String id, String secret) {
        return SimulatedEngine.clientOf(simulator, new Credentials.ApiToken(id, secret)).build();
    }

    /** The same tools with another token. */
    Engine engineOf(String tokenId, String secret) {
        return Engine.builder(engine.catalog(), () -> byToken(tokenId, secret)).build();
    }

    static ToolResult run(Engine engine, String tool, Map<String, Object> arguments) {
        return engine.run(ToolCall.of(tool, arguments).confirmedBy(Confirmer.ALWAYS));
    }

    ToolResult run(String tool, Map<String, Object> arguments) {
        return run(engine, tool, arguments);
    }

    ToolFailure failure(String tool, Map<String, Object> arguments) {
        return assertThrows(ToolFailure.class, () -> run(tool, arguments));
    }

    Plan plan(String tool, Map<String, Object> arguments) {
        return engine.plan(ToolCall.of(tool, arguments));
    }

    /** What a tool answered that is no list. */
    Data data(String tool, Map<String, Object> arguments) {
        return Data.of(run(tool, arguments).toMap().get("data"));
    }

    /** One field of the rows of a list. */
    List<String> column(String tool, Map<String, Object> arguments, String field) {
        return Data.of(run(tool, arguments).toMap().get("items")).items().stream()
                .flatMap(row -> row.at(field).text().stream()).toList();
    }

    /** What reached the cluster, as {@code GET /nodes?query body}. */
    List<String> sent() {
        return simulator.requests().stream().map(request -> request.method() + " "
                + request.path().substring("/api2/json".length())
                + (request.query().isEmpty() ? "" : "?" + URLDecoder.decode(request.query(), StandardCharsets.UTF_8))
                + (request.body().isEmpty() ? "" : " " + URLDecoder.decode(request.body(), StandardCharsets.UTF_8)))
                .toList();
    }

    /** What changed the cluster. */
    List<String> writes() {
        return sent().stream().filter(request -> !request.startsWith("GET ")).toList();
    }

    @Override
    public void close() {
        engine.close();
        simulator.close();
    }
}
