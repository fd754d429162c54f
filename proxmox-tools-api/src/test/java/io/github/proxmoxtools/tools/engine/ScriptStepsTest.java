package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.TaskFailure;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What scripts can do besides reading first and writing in order: wait for what they started, and take another way. */
@Timeout(60)
class ScriptStepsTest {
    private static final Endpoint START = Endpoint.post("/nodes/{node}/qemu/{vmid}/status/start", GuestInput.VM);
    private static final Endpoint CURRENT = Endpoint.get("/nodes/{node}/qemu/{vmid}/status/current", GuestInput.VM);
    private static final Endpoint CONFIG = Endpoint.get("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM);
    private static final Endpoint CHANGE = Endpoint.put("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM);
    private static final Endpoint NEW_USER = Endpoint.post("/access/users");
    private static final Param<String> WANTED = Param.text("wanted", "").notSent().optional();
    private static final int STOPPED = 105;

    private final AtomicInteger tried = new AtomicInteger();
    private final Tool startAndSee = Samples.changes("proxmox_sample_start", "sample", "start")
            .calls(START, CURRENT).takes(GuestInput.VM, WANTED).runs(ScriptStepsTest::startAndSee).waits()
            .returnsData();
    private final Tool addUser = Samples.changes("proxmox_sample_user", "sample", "user").calls(NEW_USER)
            .takes(Param.text("first", "").notSent()).runs(this::addUser).returnsNothing();
    private final Tool configure = Samples.changes("proxmox_sample_config", "sample", "config").calls(CONFIG, CHANGE)
            .takes(GuestInput.VM).runs(ScriptStepsTest::configure).acceptsOfficialParameters().returnsNothing();

    @AutoClose
    private final Lab lab = new Lab();
    @AutoClose
    private final Engine engine = Engine.builder(Samples.catalog(startAndSee, addUser, configure),
            () -> lab.client(Duration.ofSeconds(10))).build();

    private static Work startAndSee(Reading reading) {
        String wanted = reading.arguments().find(WANTED).orElse("running");
        return Work.of(Step.of("Start it", Query.of(START))).answering(answers -> reading.waits()
                ? reading.readUntil(Query.of(CURRENT), now -> now.at("status").text().equals(Optional.of(wanted)))
                        .map(now -> (Object) Map.of("seen", wanted)).orElse(Map.of("seen", "not in time"))
                : Map.of("seen", "not asked"));
    }

    private Work addUser(Reading reading) {
        return Work.of(userStep("root@pam"));
    }

    /** Always finds the same taken name first. */
    private Step userStep(String name) {
        return Step.of("Add " + name, Query.of(NEW_USER).with("userid", name))
                .whenRefused(FailureKind.ALREADY_EXISTS,
                        () -> userStep(tried.incrementAndGet() < 3 ? "admin@pve" : "new@pve"));
    }

    private static Work configure(Reading reading) {
        reading.read(Query.of(CONFIG));
        return Work.of(Step.of("Change it", Query.of(CHANGE)));
    }

    private ToolResult run(Tool tool, Map<String, Object> arguments) {
        return engine.run(ToolCall.of(tool.name(), arguments));
    }

    private ToolFailure failure(Tool tool, Map<String, Object> arguments) {
        return assertThrows(ToolFailure.class, () -> run(tool, arguments));
    }

    @Test
    void eachWritePassesTheGateAndNoReadDoes() {
        AtomicInteger passed = new AtomicInteger();
        engine.run(ToolCall.of(addUser.name(), Map.of("first", "x")).passing(passed::incrementAndGet));
        assertEquals(4, passed.get(), "once for each user that was tried");
        engine.run(ToolCall.of(startAndSee.name(), Map.of("vmid", STOPPED)).passing(passed::incrementAndGet));
        assertEquals(5, passed.get());
    }

    @Test
    void whatTheGateRefusesIsNotSent() {
        ToolCall call = ToolCall.of(addUser.name(), Map.of("first", "x")).passing(() -> {
            throw new Refusal("not now", "", Map.of());
        });
        assertEquals("not now", assertThrows(Refusal.class, () -> engine.run(call)).error());
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void waitsUntilTheAnswerIsAsWanted() {
        ToolResult result = run(startAndSee, Map.of("vmid", STOPPED));
        assertEquals(Map.of("seen", "running"), result.toMap().get("data"));
    }

    @Test
    void doesNotWaitWhereTheCallerDoesNotWant() {
        ToolResult result = run(startAndSee, Map.of("vmid", STOPPED, "wait", false));
        assertEquals(Map.of("seen", "not asked"), result.toMap().get("data"));
    }

    @Test
    void givesUpWhenItsTimeIsOver() {
        ToolResult result = run(startAndSee, Map.of("vmid", STOPPED, "wait_timeout", 1, "wanted", "flying"));
        assertEquals(Map.of("seen", "not in time"), result.toMap().get("data"));
    }

    @Test
    void interruptingEndsTheWait() {
        Lab.Running<ToolResult> running = Lab
                .start(() -> run(startAndSee, Map.of("vmid", STOPPED, "wanted", "flying")));
        Lab.await("it polls", () -> lab.sent().stream().filter(sent -> sent.contains("status/current")).count() > 3);
        running.thread().interrupt();
        ToolFailure failure = (ToolFailure) running.failure();
        assertEquals(FailureKind.CANCELLED, failure.kind());
        assertEquals(List.of("Start it"), failure.details().get("done"), failure.error());
    }

    @Test
    void takesAnotherWayWhenRefusedForTheNamedReason() {
        run(addUser, Map.of("first", "x"));
        assertEquals(List.of("userid=root%40pam", "userid=admin%40pve", "userid=admin%40pve", "userid=new%40pve"),
                lab.writes().stream().map(write -> write.body()).toList());
    }

    @Test
    void aWriteThatIsFoundToHaveFailedIsAFailureAndNotPartOfOne() {
        Tool fails = Samples.changes("proxmox_sample_fails", "sample", "fails").calls(START)
                .takes(GuestInput.VM).runs(reading -> Work.of(Step.of("Start it", Query.of(START)))
                        .answering(answers -> {
                            throw new TaskFailure(FailureKind.TASK_FAILED, "it failed", "", false, Optional.empty(),
                                    Map.of());
                        }))
                .returnsData();
        try (Engine own = Engine.builder(Samples.catalog(fails), () -> lab.client(Duration.ofSeconds(10))).build()) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> own.run(ToolCall.of(fails.name(), Map.of("vmid", STOPPED))));
            assertEquals(FailureKind.TASK_FAILED, failure.kind());
        }
    }

    @Test
    void triesNoMoreThanFiveWays() {
        tried.set(-100);
        assertEquals(FailureKind.ALREADY_EXISTS, failure(addUser, Map.of("first", "x")).kind());
        assertEquals(5, lab.writes().size());
    }

    @Test
    void officialParametersOfAScriptGoIntoItsWritesOnly() {
        run(configure, Map.of("vmid", STOPPED, "description", "by name"));
        assertTrue(lab.sent().contains("GET /nodes/pve3/qemu/105/config"), lab.sent().toString());
        assertEquals(List.of("description=by%20name"), lab.writes().stream()
                .map(write -> write.body().replace("+", "%20")).toList());
    }

    @Test
    void unknownParametersOfAScriptAreRefusedBeforeItsWrites() {
        ToolFailure failure = failure(configure, Map.of("vmid", STOPPED, "descripton", "x"));
        assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
        assertTrue(failure.error().contains("did you mean description"), failure.error());
        assertFalse(lab.simulator.requests().stream().anyMatch(request -> request.isWrite()));
    }
}
