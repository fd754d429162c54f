package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.audit.AuditLog;
import io.github.proxmoxtools.tools.audit.AuditVerification;
import io.github.proxmoxtools.tools.audit.Origin;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log says of calls, with the engine and the real client against a simulated cluster. */
@Timeout(60)
class CallAuditTest {
    private static final Map<String, Object> STOPPED = Map.of("vmid", 103, "node", "pve2");
    private static final Map<String, Object> RUNNING = Map.of("vmid", 100, "node", "pve1");
    private static final String SECRET = "hunter2-hunter2";
    private static final Endpoint NEW_USER = Endpoint.post("/access/users");
    private static final Tool OTHER_NAME = Samples.changes("proxmox_sample_user", "sample", "user").calls(NEW_USER)
            .takes().runs(reading -> Work.of(Step.of("Add", user("root@pam"))
                    .whenRefused(FailureKind.ALREADY_EXISTS, () -> Step.of("Add another", user("new@pve")))))
            .returnsNothing();
    private static final Tool COMPLETED = Samples.changes("proxmox_sample_completed", "sample", "completed")
            .calls(NEW_USER).takes().runs(reading -> Work.of(Step.of("Add", user("new@pve"))
                    .completedBy(() -> user("new@pve").with("comment", "made last"))))
            .returnsNothing();
    private static final Tool NOTHING_TO_DO = Samples.changes("proxmox_sample_idle", "sample", "idle").calls(NEW_USER)
            .takes().runs(reading -> Work.done("as it should be")).returnsNothing();

    @TempDir
    private Path temporary;
    private Path file;
    @AutoClose
    private final Lab lab = new Lab();

    @BeforeEach
    void start() throws IOException {
        file = temporary.toRealPath().resolve("audit.jsonl");
        lab.with(builder -> builder.audit(log()));
    }

    private static Query user(String id) {
        return Query.of(NEW_USER).with("userid", id);
    }

    private AuditLog log() {
        return AuditLog.at(file, new Origin("proxmox 1.0", "lab", "pve1"));
    }

    private List<Map<?, ?>> records() throws IOException {
        List<Map<?, ?>> records = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                records.add((Map<?, ?>) JsonText.parse(line));
            }
            assertTrue(AuditVerification.of(file).holds());
        }
        return records;
    }

    private List<String> words() throws IOException {
        return records().stream().map(record -> record.get("record") + shown(record.get("outcome"))).toList();
    }

    private static String shown(@Nullable Object outcome) {
        return outcome == null ? "" : " " + outcome;
    }

    private Engine engine(Tool... tools) {
        return Engine.builder(Samples.catalog(tools), () -> lab.client(Duration.ofSeconds(10))).audit(log()).build();
    }

    @Test
    void aChangeIsAnnouncedBeforeItIsSentAndItsEndIsWritten() throws IOException {
        ToolResult result = lab.run(LabTools.START, STOPPED);
        assertEquals(List.of("intent", "outcome done"), words());
        Map<?, ?> intent = records().get(0);
        assertEquals(lab.simulator.adminTokenId(), intent.get("login"));
        assertEquals(LabTools.START, intent.get("tool"));
        assertEquals("change", intent.get("class"));
        assertEquals(Map.of("type", "qemu", "vmid", 103L, "node", "pve2"), intent.get("target"));
        assertEquals(List.of(Map.of("method", "POST", "path", "/nodes/pve2/qemu/103/status/start")),
                intent.get("writes"));
        assertEquals(Map.of("needed", false), intent.get("confirmation"));
        Map<?, ?> outcome = records().get(1);
        assertEquals(intent.get("seq"), outcome.get("intent"));
        assertEquals(List.of(String.valueOf(result.toMap().get("upid"))), outcome.get("upids"));
    }

    /** Where the program ends in between, the intent alone stands there. */
    @Test
    void theIntentIsOnTheDiskWhenTheWriteArrives() throws Exception {
        lab.simulator.faults().on("POST", "/access/users", 1, Fault.hang());
        lab.with(Duration.ofMillis(400), builder -> builder.audit(log()));
        Lab.Running<ToolResult> call = Lab.start(() -> lab.run(LabTools.ADD_USER, Map.of("userid", "x@pve")));
        Lab.await("the write arrived", () -> !lab.writes().isEmpty());
        assertEquals("intent", words().getFirst());
        assertTrue(call.failure() instanceof ToolFailure);
        assertEquals(List.of("intent", "outcome outcome_unknown"), words());
        assertEquals(0, AuditVerification.of(file).unknownCount());
    }

    @Test
    void whatAFrontendDoesForItselfIsWrittenToo() throws IOException {
        lab.engine().send(ApiRequest.get(ApiPath.parse("/version")));
        lab.engine().send(ApiRequest.post(ApiPath.parse("/access/users"), Parameter.of("userid", "x@pve"),
                Parameter.of("password", SECRET)));
        assertThrows(ToolFailure.class, () -> lab.engine().send(
                ApiRequest.post(ApiPath.parse("/access/users"), Parameter.of("userid", "x@pve"))));
        assertEquals(List.of("intent", "outcome done", "intent", "outcome already_exists"), words());
        assertEquals("direct", records().getFirst().get("tool"));
        assertFalse(Files.readString(file).contains(SECRET));
        lab.with(builder -> builder.audit(new Failing(log(), "intent")));
        lab.simulator.forgetRequests();
        assertThrows(ToolFailure.class, () -> lab.engine().send(
                ApiRequest.post(ApiPath.parse("/access/users"), Parameter.of("userid", "y@pve"))));
        assertEquals(0, lab.writes().size());
    }

    @Test
    void readsAndPlansAreNotWritten() throws IOException {
        lab.run(LabTools.VERSION, Map.of());
        lab.run(LabTools.STATUS, RUNNING);
        lab.run(LabTools.RAW, Map.of("method", "GET", "path", "/version"));
        lab.failure(LabTools.STATUS, Map.of("vmid", "nobody"));
        lab.plan(LabTools.STOP, RUNNING);
        lab.plan(LabTools.START, STOPPED);
        assertEquals(List.of(), records());
        assertFalse(Files.exists(file));
    }

    @Test
    void aReadThatIsAPostIsARead() throws IOException {
        lab.run(LabTools.ASK, RUNNING);
        assertEquals(1, lab.writes().size());
        assertEquals(List.of(), records());
    }

    @Test
    void whatDestroysSaysHowItWasConfirmed() throws IOException {
        lab.confirmed(LabTools.STOP, RUNNING);
        lab.engine().run(lab.call(LabTools.RAW, Map.of("method", "DELETE", "path", "/nodes/pve2/qemu/103"))
                .confirmedBy(plan -> CompletableFuture.completedFuture(Confirmer.Answer.YES)));
        assertEquals(List.of("intent", "outcome done", "intent", "outcome done"), words());
        assertEquals("destroy", records().get(0).get("class"));
        assertEquals(Map.of("needed", true, "way", "beforehand", "answer", "yes"),
                records().get(0).get("confirmation"));
        assertEquals(Map.of("needed", true, "way", "question", "answer", "yes"),
                records().get(2).get("confirmation"));
    }

    @Test
    void whatWasDeclinedIsOneRecord() throws IOException {
        lab.failure(LabTools.STOP, RUNNING);
        ToolCall call = lab.call(LabTools.STOP, RUNNING);
        assertThrows(ToolFailure.class, () -> lab.engine().run(call.confirmedBy(
                plan -> CompletableFuture.completedFuture(Confirmer.Answer.NO))));
        assertThrows(ToolFailure.class, () -> lab.engine().run(call.confirmedBy(plan -> {
            throw new IllegalStateException("the terminal is gone");
        })));
        assertEquals(List.of("not_sent refused", "not_sent refused", "not_sent refused"), words());
        assertEquals(List.of("nobody cannot_ask", "question no", "question failed"), records().stream()
                .map(record -> (Map<?, ?>) record.get("confirmation"))
                .map(given -> given.get("way") + " " + given.get("answer")).toList());
        assertEquals(List.of(Map.of("method", "POST", "path", "/nodes/pve1/qemu/100/status/stop")),
                records().get(0).get("writes"));
        assertEquals(0, lab.writes().size());
    }

    @Test
    void whatIsAboveTheCeilingIsOneRecord() throws IOException {
        assertThrows(ToolFailure.class,
                () -> lab.engine().run(lab.call(LabTools.START, STOPPED).within(Safety.READ)));
        assertEquals(List.of("not_sent refused"), words());
        assertEquals(LabTools.START, records().get(0).get("tool"));
    }

    @Test
    void whatFailsBeforeAnythingIsSentIsOneRecord() throws IOException {
        lab.failure(LabTools.START, Map.of("vmid", "nobody"));
        assertEquals(List.of("not_sent not_found"), words());
    }

    @Test
    void failuresAreCalledByTheirCode() throws IOException {
        lab.simulator.tasks().nextFails("qmstart", "odd");
        lab.failure(LabTools.START, STOPPED);
        lab.simulator.faults().on("POST", "/access/users", 1, Fault.status(500, "cannot do that"));
        lab.failure(LabTools.ADD_USER, Map.of("userid", "x@pve"));
        assertEquals(List.of("intent", "outcome task_failed", "intent", "outcome server_error"), words());
        assertTrue(String.valueOf(records().get(1).get("upids")).contains("qmstart"), "its task can be looked at");
    }

    @Test
    void aTaskThatStillRunsIsNotDone() throws IOException {
        lab.run(LabTools.START, Map.of("vmid", 103, "node", "pve2", "wait", false));
        assertEquals(List.of("intent", "outcome started"), words());
    }

    @Test
    void someOfSeveralStepsArePartial() throws IOException {
        lab.simulator.tasks().nextFails("qmsnapshot", "odd");
        lab.failure(LabTools.SNAPSHOTS, Map.of("vmid", 100, "node", "pve1", "names", List.of("one", "two")));
        lab.simulator.faults().on("POST", "/nodes/pve1/qemu/100/snapshot", 2, Fault.status(500, "no"));
        lab.failure(LabTools.SNAPSHOTS, Map.of("vmid", 100, "node", "pve1", "names", List.of("three", "four")));
        assertEquals(List.of("intent", "outcome task_failed", "intent", "outcome partial"), words());
        assertEquals(2, ((List<?>) records().get(2).get("writes")).size());
    }

    @Test
    void aWriteThatBecameAnotherIsAnnouncedToo() throws IOException {
        try (Engine engine = engine(OTHER_NAME, COMPLETED)) {
            engine.run(ToolCall.of(OTHER_NAME.name(), Map.of()));
        }
        assertEquals(List.of("intent", "amended", "outcome done"), words());
        assertTrue(String.valueOf(records().get(1).get("writes")).contains("new@pve"), "what was sent in its place");
        assertEquals(1L, records().get(1).get("intent"));
    }

    @Test
    void aWriteThatIsCompletedIsAnnouncedAsItIsSent() throws IOException {
        try (Engine engine = engine(COMPLETED)) {
            engine.run(ToolCall.of(COMPLETED.name(), Map.of()));
        }
        assertEquals(List.of("intent", "amended", "outcome done"), words());
        assertTrue(String.valueOf(records().get(1).get("writes")).contains("made last"));
    }

    @Test
    void whatHasNothingToChangeIsNotWritten() throws IOException {
        try (Engine engine = engine(NOTHING_TO_DO)) {
            engine.run(ToolCall.of(NOTHING_TO_DO.name(), Map.of()));
        }
        assertEquals(List.of(), records());
    }

    @Test
    void secretsAreNotInIt() throws IOException {
        lab.with(builder -> builder.audit(log()).secrets(Set.of(lab.simulator.adminTokenSecret())));
        lab.run(LabTools.ADD_USER, Map.of("userid", "x@pve", "password", SECRET, "comment", "with " + SECRET));
        lab.failure(LabTools.RAW, Map.of("method", "PUT", "path", "/access/password", "params",
                Map.of("userid", "x@pve", "password", SECRET)));
        lab.run(LabTools.CONFIGURE, Map.of("vmid", 100, "node", "pve1", "cipassword", SECRET, "description",
                lab.simulator.adminTokenSecret()));
        String written = Files.readString(file);
        assertFalse(written.contains(SECRET), written);
        assertFalse(written.contains(lab.simulator.adminTokenSecret()), written);
        assertEquals(List.of(Map.of("method", "POST", "path", "/access/users", "parameters",
                Map.of("userid", "x@pve", "password", "***", "comment", "with ***"))), records().get(0).get("writes"));
    }

    @Test
    void stoppingATaskIsAnnouncedToo() throws Exception {
        lab.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        Lab.Running<ToolResult> running = Lab.start(() -> lab.engine().run(
                ToolCall.of(LabTools.START, STOPPED).stoppingTaskWhen(() -> true)));
        Lab.await("the task is followed", () -> lab.sent().stream().anyMatch(sent -> sent.endsWith("/status")));
        running.thread().interrupt();
        running.failure();
        assertEquals(List.of("intent", "amended", "outcome cancelled"), words());
        assertTrue(records().get(1).toString().contains("/nodes/pve2/tasks/UPID:pve2:"), records()::toString);
    }

    @Test
    void aTaskIsNotStoppedUnannounced() throws Exception {
        lab.with(builder -> builder.audit(new Failing(log(), "amended")));
        lab.simulator.tasks().nextLasts("qmstart", Duration.ofHours(1));
        Lab.Running<ToolResult> running = Lab.start(() -> lab.engine().run(
                ToolCall.of(LabTools.START, STOPPED).stoppingTaskWhen(() -> true)));
        Lab.await("the task is followed", () -> lab.sent().stream().anyMatch(sent -> sent.endsWith("/status")));
        running.thread().interrupt();
        assertTrue(((ToolFailure) running.failure()).error().contains("was not stopped and goes on"));
        assertEquals(1, lab.writes().size());
    }

    @Test
    void longListsAreDigested() throws IOException {
        lab.run(LabTools.CONFIGURE, Map.of("vmid", 100, "node", "pve1", "description", "x".repeat(5000)));
        List<String> many = Collections.nCopies(2000, "xyz");
        assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.RAW, Map.of("method", "POST", "path",
                "/nodes/pve1/qemu/100/agent/exec", "params", Map.of("command", many))));
        assertFalse(Files.readString(file).contains("xyz"));
        assertEquals(4, records().size());
    }

    /** Another implementation may fail as it likes: what was done stays done. */
    @Test
    void aTrailThatBreaksMakesNoFailureOfWhatWasDone() {
        lab.with(builder -> builder.audit(new AuditTrail() {
            @Override
            public long append(Map<String, @Nullable Object> record) {
                if ("outcome".equals(record.get("record"))) {
                    throw new IllegalStateException("broken");
                }
                return 1;
            }

            @Override
            public List<Path> files() {
                return List.of();
            }
        }));
        ToolResult result = lab.run(LabTools.START, STOPPED);
        assertTrue(result.notes().getLast().contains("could not be written to the audit log"),
                result.notes()::toString);
    }

    @Test
    void whatAFrontendDoesForItselfKeepsToTheCeiling() {
        lab.with(builder -> builder.access(Safety.CHANGE));
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.engine().send(ApiRequest.delete(ApiPath.parse("/access/users/x@pve"))));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertEquals(0, lab.simulator.writes());
    }

    @Test
    void longValuesAreDigested() throws IOException {
        lab.run(LabTools.CONFIGURE, Map.of("vmid", 100, "node", "pve1", "description", "x".repeat(5000)));
        String written = Files.readString(file);
        assertTrue(written.contains("\"characters\":5000"), written);
        assertFalse(written.contains("xxxxx"));
    }

    @Test
    void withoutItsLogNothingIsSent() throws IOException {
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        ToolFailure failure = lab.failure(LabTools.START, STOPPED);
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertTrue(failure.error().startsWith("The audit log cannot be written ("), failure.error());
        assertThrows(ToolFailure.class, () -> lab.confirmed(LabTools.STOP, RUNNING));
        lab.failure(LabTools.ADD_USER, Map.of("userid", "x@pve"));
        assertEquals(0, lab.simulator.writes());
        assertEquals(FailureKind.NOT_FOUND, lab.failure(LabTools.STATUS, Map.of("vmid", "nobody")).kind());
        lab.run(LabTools.STATUS, RUNNING);
    }

    /** What was done is done: the answer is given, and says what the log lacks. */
    @Test
    void anOutcomeThatCannotBeWrittenIsSaid() throws Exception {
        lab.with(builder -> builder.audit(new Failing(log(), "outcome")));
        ToolResult result = lab.run(LabTools.START, STOPPED);
        assertTrue(result.notes().getLast().contains("could not be written to the audit log"),
                result.notes().toString());
        assertEquals(List.of("intent"), words());
        assertEquals(1, AuditVerification.of(file).unknownCount());
    }

    @Test
    void aWriteThatBecameAnotherIsNotSentUnannounced() throws IOException {
        try (Engine engine = Engine.builder(Samples.catalog(OTHER_NAME), () -> lab.client(Duration.ofSeconds(10)))
                .audit(new Failing(log(), "amended")).build()) {
            assertEquals(FailureKind.REFUSED, assertThrows(ToolFailure.class,
                    () -> engine.run(ToolCall.of(OTHER_NAME.name(), Map.of()))).kind());
        }
        assertEquals(1, lab.writes().size(), "the first one, which was announced");
        assertEquals(List.of("intent", "outcome refused"), words());
    }

    private record Failing(AuditLog log, String word) implements AuditTrail {
        @Override
        public long append(Map<String, @Nullable Object> record) throws IOException {
            if (word.equals(record.get("record"))) {
                throw new IOException("No space left on device");
            }
            return log.append(record);
        }

        @Override
        public List<Path> files() {
            return log.files();
        }
    }

    @Test
    void noToolReadsIt() throws IOException {
        Tool upload = Samples.changes("proxmox_sample_upload", "sample", "upload").post(
                "/nodes/{node}/storage/{storage}/upload", Param.text("node", ""), Param.text("storage", ""),
                Param.text("content", ""), Param.localFile("file", "").sentAs("filename")).startsTask();
        try (Engine engine = Engine.builder(Samples.catalog(upload), () -> lab.client(Duration.ofSeconds(10)))
                .fileRoots(List.of(file.getParent())).audit(log()).build()) {
            lab.run(LabTools.START, STOPPED);
            for (Path own : log().files()) {
                ToolFailure failure = assertThrows(ToolFailure.class, () -> engine.run(ToolCall.of(upload.name(),
                        Map.of("node", "pve1", "storage", "local", "content", "iso", "file", own.toString()))));
                assertTrue(failure.error().contains("is among the files of this program itself"), failure.error());
            }
        }
        assertEquals(List.of("intent", "outcome done", "not_sent refused", "not_sent refused"), words());
        assertEquals("proxmox_sample_upload", records().get(2).get("tool"));
    }
}
