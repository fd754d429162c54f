package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.LiveSchema;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tool whose endpoint takes a local file, against the simulator. */
@Tag("upload")
@Timeout(60)
class SentFileTest {
    private static final String UPLOAD = "proxmox_sample_upload";
    private static final String PATH = "/nodes/{node}/storage/{storage}/upload";
    private static final Param<String> FILE = Param.localFile("file", "").sentAs("filename");
    private static final Tool TOOL = Samples.changes(UPLOAD, "sample", "upload").post(PATH, Param.text("node", ""),
            Param.text("storage", ""), Param.text("content", ""), FILE, Param.text("checksum", "").optional(),
            Param.text("checksum-algorithm", "").optional()).startsTask();

    @TempDir
    private Path temporary;
    private Path root;
    private Path file;
    private Path settings;
    @AutoClose
    private final Lab lab = new Lab();
    @AutoClose
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectories(temporary.toRealPath().resolve("allowed"));
        file = Files.write(root.resolve("debian.iso"), new byte[300_000]);
        settings = Files.writeString(root.resolve("settings.iso"), "SECRET=x");
        engine = engine(Safety.DESTROY);
    }

    private Engine engine(Safety access) {
        return Engine.builder(Samples.catalog(TOOL, Samples.raw()), () -> lab.client(java.time.Duration.ofSeconds(10)))
                .fileRoots(List.of(root)).protectedFiles(List.of(settings)).access(access).build();
    }

    private ToolCall call(Path path, Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(
                Map.of("node", "pve1", "storage", "local", "content", "iso"));
        arguments.put("file", path.toString());
        arguments.putAll(more);
        return ToolCall.of(UPLOAD, arguments).reportingTo(lab.events::add);
    }

    private ToolFailure failure(ToolCall call) {
        return assertThrows(ToolFailure.class, () -> engine.run(call));
    }

    @Test
    void sendsTheFileAndFollowsItsTask() {
        ToolResult.Task task = (ToolResult.Task) engine.run(call(file, Map.of())).content();
        assertTrue(task.finished());
        assertEquals("imgcopy", task.facts().get("type"));
        assertEquals("OK", task.facts().get("exitstatus"));
        assertEquals(1, lab.writes().size());
        List<ProgressSink.Event> sent = lab.events.stream().filter(ProgressSink.Transferred.class::isInstance).toList();
        assertEquals(new ProgressSink.Transferred(300_000, 300_000), sent.getLast());
        ToolResult listed = engine.run(ToolCall.of(LabTools.RAW, Map.of("method", "GET", "path",
                "/nodes/pve1/storage/local/content", "params", Map.of("content", "iso"))));
        assertTrue(listed.toMap().toString().contains("local:iso/debian.iso"), listed.toMap().toString());
    }

    @Test
    void aWrongChecksumIsAFailedTask() {
        ToolFailure failure = failure(call(file, Map.of("checksum", "0".repeat(64), "checksum-algorithm",
                "sha256")));
        assertEquals(FailureKind.TASK_FAILED, failure.kind(), failure.error());
    }

    @Test
    void plansWithNameAndSizeAndSendsNothing() {
        Plan plan = engine.plan(call(file, Map.of()));
        Plan.PlannedCall upload = plan.writes().getFirst();
        assertEquals("/nodes/pve1/storage/local/upload", upload.path());
        assertEquals("debian.iso", upload.parameters().get("filename"));
        assertEquals(file + " (300000 bytes)", upload.parameters().get("file"));
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void refusesFilesElsewhereAndProtectedOnes() throws IOException {
        Path outside = Files.writeString(temporary.toRealPath().resolve("outside.iso"), "x");
        Path link = Files.createSymbolicLink(root.resolve("link.iso"), outside);
        for (Path forbidden : List.of(outside, link, settings, Path.of("/etc/passwd"))) {
            assertThrows(Refusal.class, () -> engine.run(call(forbidden, Map.of())));
            assertThrows(Refusal.class, () -> engine.plan(call(forbidden, Map.of())));
        }
        assertEquals(FailureKind.BAD_ARGUMENT, failure(call(root.resolve("gone.iso"), Map.of())).kind());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void sendsTheFileBehindALinkThatStaysInside() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("latest.iso"), file);
        assertEquals("debian.iso", engine.plan(call(link, Map.of())).writes().getFirst().parameters().get("filename"));
    }

    @Test
    void refusesNamesThatTheFormCannotHold() throws IOException {
        Path strange = Files.writeString(root.resolve("a\"b.iso"), "x");
        InvalidCall failure = (InvalidCall) failure(call(strange, Map.of()));
        assertTrue(failure.error().startsWith("file: "), failure.error());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void anEngineThatReadsSendsNone() {
        try (Engine reader = engine(Safety.READ)) {
            assertThrows(Refusal.class, () -> reader.run(call(file, Map.of())));
        }
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void aFileGoesWithPostOnlyAndAlone() {
        assertThrows(DeclarationException.class, () -> Samples.changes("proxmox_sample_put", "sample", "put")
                .put("/version", FILE).returnsNothing());
        assertThrows(DeclarationException.class, () -> Samples.changes("proxmox_sample_two", "sample", "two")
                .post("/version", FILE, Param.localFile("other", "")).returnsNothing());
    }

    @Test
    void rawCallsAreCheckedAgainstTheServersOwnDescription() throws IOException {
        Map<String, Object> wrong = Map.of("method", "GET", "path", "/nope");
        try (Engine live = Engine
                .builder(Samples.catalog(Samples.raw()), () -> lab.client(java.time.Duration.ofSeconds(10)))
                .schema(LiveSchema.cachedIn(temporary.resolve("cache"))).build()) {
            String guidance = assertThrows(InvalidCall.class, () -> live.run(ToolCall.of(LabTools.RAW, wrong)))
                    .guidance();
            String version = lab.client(java.time.Duration.ofSeconds(10)).serverVersion().orElseThrow().text();
            assertTrue(guidance.contains("the API of Proxmox VE " + version + ";"), guidance);
            assertEquals(1, reads("apidoc.js"));
            assertThrows(InvalidCall.class, () -> live.run(ToolCall.of(LabTools.RAW, wrong)));
            assertEquals(1, reads("apidoc.js"));
            assertTrue(
                    live.run(ToolCall.of(LabTools.RAW, Map.of("method", "GET", "path", "/version"))).notes().isEmpty());
        }
        assertFalse(Files.list(temporary.resolve("cache")).toList().isEmpty());
    }

    private long reads(String name) {
        return lab.simulator.requests().stream().filter(request -> request.path().endsWith(name)).count();
    }
}
