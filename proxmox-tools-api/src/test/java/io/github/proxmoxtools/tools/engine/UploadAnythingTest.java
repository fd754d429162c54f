package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads to any path, and uploads of what this program fetches itself. */
@Tag("upload")
@Timeout(60)
class UploadAnythingTest {
    private static final String PATH = "/nodes/pve1/storage/local/upload";
    private static final Tool UPLOAD = Samples.changes("proxmox_api_upload_file", "api", "upload")
            .uploadsAnything(new Action.RawUpload(Param.text("path", ""), Param.localFile("file_path", ""),
                    Param.text("file_field", "").optional(), Param.text("filename", "").optional(),
                    Param.mapping("fields", "").optional(), Param.flag("force", "")))
            .startsTask();
    private static final Param<String> URL = Param.text("url", "").notSent();
    private static final Tool FETCH = Samples.changes("proxmox_sample_fetch", "sample", "fetch")
            .chooses(Endpoint.post("/nodes/{node}/storage/{storage}/upload", Param.text("node", ""),
                    Param.text("storage", ""), Param.text("content", "")).streaming(URL))
            .startsTask();
    private static final Tool STORAGE = Samples.changes("proxmox_sample_storage", "sample", "storage")
            .post("/nodes/{node}/storage/{storage}/upload", Param.text("node", ""), Param.text("storage", ""))
            .returnsNothing();

    @TempDir
    private Path folder;
    private Path file;
    @AutoClose
    private final Lab lab = new Lab();
    @AutoClose
    private Engine engine;
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        file = Files.write(folder.toRealPath().resolve("debian.iso"), new byte[100_000]);
        engine = engine(builder -> builder);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/images/alpine.iso", exchange -> {
            exchange.sendResponseHeaders(200, 5_000);
            exchange.getResponseBody().write(new byte[5_000]);
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void stop() {
        web.stop(0);
    }

    private Engine engine(UnaryOperator<Engine.Builder> settings) throws IOException {
        return settings.apply(Engine.builder(Samples.catalog(UPLOAD, FETCH, STORAGE),
                () -> lab.client(Duration.ofSeconds(10))).fileRoots(List.of(folder.toRealPath()))).build();
    }

    private ToolCall upload(Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("path", PATH, "file_path", file.toString(),
                "fields", Map.of("content", "iso")));
        arguments.putAll(more);
        return ToolCall.of(UPLOAD.name(), arguments);
    }

    private ToolCall fetch() {
        return ToolCall.of(FETCH.name(), Map.of("node", "pve1", "storage", "local", "content", "iso", "url",
                "http://127.0.0.1:" + web.getAddress().getPort() + "/images/alpine.iso?mirror=1"));
    }

    private List<String> isos() {
        return lab.run(LabTools.RAW, Map.of("method", "GET", "path", "/nodes/pve1/storage/local/content", "params",
                Map.of("content", "iso"))).toMap().toString().lines().toList();
    }

    @Test
    void uploadsAndFollowsTheTask() {
        ToolResult.Task task = (ToolResult.Task) engine.run(upload(Map.of("filename", "other.iso"))
                .confirmedBy(Confirmer.ALWAYS)).content();
        assertEquals("OK", task.facts().get("exitstatus"));
        assertTrue(isos().toString().contains("local:iso/other.iso"), isos().toString());
    }

    @Test
    void refusesWhatTheIndexDoesNotKnow() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("path", "/nodes/pve1/storag/local/upload"),
                Map.of("path", "/nodes/pve1/storage/local/content/../upload"), Map.of("path", "https://elsewhere/x"),
                Map.of("fields", Map.of("content", "movies")), Map.of("file_field", "upload"))) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> engine.run(upload(wrong).confirmedBy(Confirmer.ALWAYS)));
            assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure.error());
        }
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void isConfirmedBecauseItMayReplaceAFile() throws IOException {
        assertEquals(FailureKind.REFUSED, assertThrows(Refusal.class,
                () -> engine.run(upload(Map.of()).confirmedBy(Confirmer.NEVER))).kind());
        try (Engine careful = engine(builder -> builder.access(Safety.CHANGE))) {
            assertThrows(Refusal.class, () -> careful.run(upload(Map.of())));
        }
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void refusesPrivateAddressesUnlessTheyAreAllowed() throws IOException {
        assertThrows(Refusal.class, () -> engine.run(fetch()));
        assertEquals(List.of(), lab.writes());
        try (Engine open = engine(Engine.Builder::fetchingFromAnyAddress)) {
            ToolResult.Task task = (ToolResult.Task) open.run(fetch()).content();
            assertEquals("OK", task.facts().get("exitstatus"));
        }
        assertTrue(isos().toString().contains("local:iso/alpine.iso"), isos().toString());
    }

    @Test
    void plansWithoutFetching() {
        Plan plan = engine.plan(fetch());
        assertEquals("alpine.iso", plan.writes().getFirst().parameters().get("filename"));
        assertEquals("http://127.0.0.1:" + web.getAddress().getPort() + "/images/alpine.iso",
                plan.writes().getFirst().parameters().get("url"));
    }

    @Test
    void refusesWhatCannotBeFetchedBeforeAnybodyIsAsked() {
        for (String address : List.of("ftp://example.org/x.iso", "https://me:hidden@example.org/x.iso", "x.iso")) {
            Refusal failure = assertThrows(Refusal.class, () -> engine.plan(ToolCall.of(FETCH.name(), Map.of("node",
                    "pve1", "storage", "local", "content", "iso", "url", address))));
            assertFalse(failure.error().contains("hidden"), failure.error());
        }
    }
}
