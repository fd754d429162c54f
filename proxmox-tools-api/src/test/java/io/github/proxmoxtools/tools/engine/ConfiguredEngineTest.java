package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.RequestRefusedException;
import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.audit.AuditLog;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine of settings keeps what they ask for, without a word of the program that made it. */
@Timeout(60)
class ConfiguredEngineTest {
    private static final Param<String> FILE = Param.localFile("file", "");
    private static final Tool READER = Samples.reads("proxmox_sample_file", "sample", "file")
            .calls(Endpoint.get("/version")).takes(FILE)
            .runs(reading -> Work.done(reading.arguments().get(FILE))).returnsData();

    private static final ApiRequest CHANGE = ApiRequest.put(ApiPath.parse("/cluster/options"),
            Parameter.of("description", "x"));

    @TempDir
    private Path temporary;
    private Path home;
    @AutoClose
    private final Simulator simulator = Simulator.start();

    @BeforeEach
    void findHome() throws IOException {
        home = temporary.toRealPath();
    }

    private Settings settings(String... more) {
        Map<String, String> flags = new LinkedHashMap<>(Map.of(
                "PROXMOX_HOST", String.join(",", simulator.hosts()),
                "PROXMOX_FINGERPRINT", String.join(",", simulator.fingerprints()),
                "PROXMOX_TOKEN_ID", simulator.adminTokenId(),
                "PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret(),
                "PROXMOX_LEARN_MEMBERS", "false"));
        for (String setting : more) {
            String[] parts = setting.split("=", 2);
            flags.put(parts[0], parts[1]);
        }
        return Settings.read(new SettingsSources(flags, Map.of(), home));
    }

    private static Engine.Builder engine(Settings settings) {
        return Engine.builder(Samples.catalog(Samples.raw(), READER), settings, AuditLog.of("ours 1.0", settings));
    }

    private static ToolCall raw(String method, String path, Map<String, ?> params) {
        return ToolCall.of(LabTools.RAW, Map.of("method", method, "path", path, "params", params))
                .confirmedBy(Confirmer.ALWAYS);
    }

    @Test
    void whatTheServerEchoesOfTheSecretIsMasked() {
        String secret = simulator.adminTokenSecret();
        try (Engine engine = engine(settings()).build()) {
            engine.run(raw("PUT", "/cluster/options", Map.of("description", "mind " + secret)));
            String shown = engine.run(raw("GET", "/cluster/options", Map.of())).toMap().toString();
            assertTrue(shown.contains("mind "), shown);
            assertFalse(shown.contains(secret), shown);
        }
    }

    @Test
    void moreSecretsAreMaskedBesideThoseOfTheSettings() {
        String secret = simulator.adminTokenSecret();
        try (Engine engine = engine(settings()).secrets(Set.of("hunter2-hunter2")).build()) {
            engine.run(raw("PUT", "/cluster/options", Map.of("description", "mind " + secret + " hunter2-hunter2")));
            String shown = engine.run(raw("GET", "/cluster/options", Map.of())).toMap().toString();
            assertFalse(shown.contains(secret) || shown.contains("hunter2"), shown);
        }
    }

    @Test
    void aClientThatOnlyReadsStaysOne() {
        Settings settings = settings();
        Engine.Builder described = Engine.builder(Samples.catalog(Samples.raw()), settings,
                AuditLog.of("ours 1.0", settings), settings.toClientBuilder().readOnly(true));
        try (Engine engine = described.build()) {
            assertThrows(ToolFailure.class,
                    () -> engine.run(raw("PUT", "/cluster/options", Map.of("description", "x"))));
        }
        assertEquals(0, simulator.writes());
    }

    @Test
    void changesAreWrittenDown() throws IOException {
        Path log = home.resolve("audit.jsonl");
        try (Engine engine = engine(settings("PROXMOX_AUDIT_LOG=" + log)).build()) {
            engine.run(raw("PUT", "/cluster/options", Map.of("description", "x")));
        }
        String written = Files.readString(log);
        assertTrue(written.contains("\"program\":\"ours 1.0\""), written);
        assertTrue(written.contains("/cluster/options"), written);
    }

    @Test
    void whereTheSettingsStandNoToolReads() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "x");
        Path env = Files.writeString(Files.createDirectories(home.resolve("proxmox-tools")).resolve("more.env"), "x");
        Path free = Files.writeString(home.resolve("free"), "x");
        try (Engine engine = engine(settings("PROXMOX_TOKEN_SECRET_FILE=" + secret)).fileRoots(List.of(home))
                .protectedFiles(List.of(home.resolve("own"))).build()) {
            assertEquals(Map.of("data", free.toString()), engine.run(reading(free)).toMap());
            for (Path file : List.of(secret, env)) {
                ToolFailure failure = assertThrows(ToolFailure.class, () -> engine.run(reading(file)));
                assertTrue(failure.error().contains("files of this program itself"), failure.error());
            }
        }
    }

    private static ToolCall reading(Path file) {
        return ToolCall.of("proxmox_sample_file", Map.of("file", file.toString()));
    }

    @Test
    void whatIsMissingIsSaidAtOnce() {
        Settings broken = settings("PROXMOX_TOKEN_SECRET=", "PROXMOX_TOOL_TIMEOUT_MS=soon");
        assertEquals(2, assertThrows(SettingsException.class, () -> engine(broken)).messages().size());
    }

    /** Whoever else used the client could change nothing either. */
    @Test
    void underReadTheClientItselfSendsNothingElse() {
        for (Safety ceiling : List.of(Safety.READ, Safety.CHANGE)) {
            ProxmoxClient.Builder described = settings().toClientBuilder();
            Engine.Builder engine = Engine.builder(Samples.catalog(Samples.raw()), settings(), AuditTrail.NONE,
                    described);
            try (Engine reading = engine.access(ceiling).build(); ProxmoxClient same = clientOf(reading, described)) {
                if (ceiling == Safety.READ) {
                    assertThrows(RequestRefusedException.class, () -> same.send(CHANGE));
                } else {
                    same.send(CHANGE);
                }
            }
        }
        assertEquals(1, simulator.writes());
    }

    /** The engine has described it to the end once it has used it. */
    private static ProxmoxClient clientOf(Engine engine, ProxmoxClient.Builder described) {
        engine.run(raw("GET", "/version", Map.of()));
        return described.build();
    }

    /** Also with a client that would send it. */
    @Test
    void underReadTheEngineItselfSendsNothingElse() {
        Supplier<ProxmoxClient> open = settings().toClientBuilder()::build;
        try (Engine engine = Engine.builder(Samples.catalog(Samples.raw()), open).access(Safety.READ).build();
                ProxmoxClient same = open.get()) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> engine.run(raw("PUT", "/cluster/options", Map.of("description", "x"))));
            assertEquals(FailureKind.REFUSED, failure.kind());
            assertEquals(FailureKind.REFUSED, assertThrows(ToolFailure.class, () -> engine.send(CHANGE)).kind());
            assertEquals(0, simulator.writes());
            same.send(CHANGE);
            assertEquals(1, simulator.writes());
        }
    }
}
