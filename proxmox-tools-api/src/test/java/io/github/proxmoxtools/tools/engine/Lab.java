package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Retries;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A simulated cluster, and the engine with the real client that talks to it over TLS. */
final class Lab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(1);

    final Simulator simulator;
    final List<ProgressSink.Event> events = Collections.synchronizedList(new ArrayList<>());
    private Engine engine;

    Lab() {
        this(Simulator.builder());
    }

    Lab(Simulator.Builder builder) {
        simulator = builder.start();
        engine = Engine.builder(LabTools.catalog(), () -> client(Duration.ofSeconds(10))).build();
    }

    /** Builds the engine anew. */
    Lab with(UnaryOperator<Engine.Builder> settings) {
        return with(Duration.ofSeconds(10), settings);
    }

    Lab with(Duration timeout, UnaryOperator<Engine.Builder> settings) {
        engine.close();
        engine = settings.apply(Engine.builder(LabTools.catalog(), () -> client(timeout))).build();
        return this;
    }

    ProxmoxClient client(Duration timeout) {
        return SimulatedEngine
                .clientOf(simulator, new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret()))
                .timeout(timeout).retries(new Retries(2, MOMENT, MOMENT, PATIENCE))
                .outcomePatience(Duration.ofMillis(700)).build();
    }

    Engine engine() {
        return engine;
    }

    ToolCall call(String tool, Map<String, ? extends @Nullable Object> arguments) {
        return ToolCall.of(tool, arguments).reportingTo(events::add);
    }

    ToolResult run(String tool, Map<String, ? extends @Nullable Object> arguments) {
        return engine.run(call(tool, arguments));
    }

    ToolResult confirmed(String tool, Map<String, ? extends @Nullable Object> arguments) {
        return engine.run(call(tool, arguments).confirmedBy(Confirmer.ALWAYS));
    }

    ToolFailure failure(String tool, Map<String, ? extends @Nullable Object> arguments) {
        return assertThrows(ToolFailure.class, () -> run(tool, arguments));
    }

    Plan plan(String tool, Map<String, ? extends @Nullable Object> arguments) {
        return engine.plan(call(tool, arguments));
    }

    /** What reached the cluster, as {@code GET /nodes?query}. */
    List<String> sent() {
        return simulator.requests().stream().map(Lab::described).toList();
    }

    private static String described(RecordedRequest request) {
        return request.method() + " " + request.path().substring("/api2/json".length())
                + (request.query().isEmpty() ? "" : "?" + request.query());
    }

    List<RecordedRequest> writes() {
        return simulator.requests().stream().filter(RecordedRequest::isWrite).toList();
    }

    /** Runs in another thread, which can be interrupted. */
    static <T> Running<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        return new Running<>(task, Thread.ofPlatform().daemon().start(task));
    }

    record Running<T>(FutureTask<T> task, Thread thread) {
        T result() throws Exception {
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        Throwable failure() {
            return assertThrows(java.util.concurrent.ExecutionException.class, this::result).getCause();
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain until " + what);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        engine.close();
        simulator.close();
    }
}
