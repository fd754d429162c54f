package io.github.proxmoxtools.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.proxmoxtools.integration.Programs.Ended;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each row of the table of failures, provoked from outside where that is possible. */
@Tag("runtime")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("The command line's image")
final class FailuresIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARNED = 9;
    private static final int TERMINATED = 143;
    private static final String SECRET = "01234567-0123-0123-0123-0123456789ab";

    @TempDir
    private static Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = {
            // A signal provokes the one, elsewhere in this class; no mistake is known that would provoke the other.
            "CANCELLED", "INTERNAL"})
    @DisplayName("says by code, category and exit code what went wrong")
    void exitCode(FailureKind kind) throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Map<String, String> settings = settings(simulator);
            Ended ended = run(provoke(kind, simulator, settings), settings);
            assertEquals(kind.exitCode(), ended.status(), ended::toString);
            JsonNode failure = failure(ended);
            assertAll(() -> assertEquals("", ended.out()),
                    () -> assertEquals(kind.code(), failure.path("code").asText(), failure::toString),
                    () -> assertEquals(kind.category(), failure.path("category").asText(), failure::toString),
                    () -> assertEquals(retryable(kind), failure.path("retryable").asBoolean(), failure::toString),
                    () -> assertTrue(failure.path("error").asText().length() > 5, failure::toString));
            writesAllowed(kind).ifPresent(writes -> assertEquals(writes, simulator.writes(), "writes that arrived"));
            if (kind == FailureKind.CERTIFICATE) {
                assertEquals(List.of(), simulator.requests());
            }
        }
    }

    /** A read that the server took badly may be sent again; the row says what holds for everything else. */
    private static boolean retryable(FailureKind kind) {
        return switch (kind) {
            case AGENT_NOT_RUNNING, MALFORMED_ANSWER, SERVER -> true;
            default -> kind.retryable();
        };
    }

    @Test
    @DisplayName("does not say of a write that the server took badly that it may be sent again, and finds a lost task")
    void writes() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Map<String, String> settings = settings(simulator);
            JsonNode refused = failure(run(onStart(simulator, Fault.status(500, "something of its own")), settings));
            assertEquals(FailureKind.SERVER.code(), refused.path("code").asText(), refused::toString);
            assertFalse(refused.path("retryable").asBoolean(), refused::toString);

            simulator.faults().clear();
            JsonNode unknown = failure(run(onChange(simulator, Fault.truncatedBody()), settings));
            assertEquals(FailureKind.OUTCOME_UNKNOWN.code(), unknown.path("code").asText(), unknown::toString);
            assertFalse(unknown.path("retryable").asBoolean(), unknown::toString);
            assertEquals(1, simulator.writes());

            simulator.faults().clear();
            assertEquals(0, run(onStart(simulator, Fault.resetAfterTaking()), settings).status());
            assertEquals(2, simulator.writes());
        }
    }

    @Test
    @DisplayName("counts warnings of a task as a failure where that is asked for")
    void warnings() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Map<String, String> settings = settings(simulator);
            for (String option : List.of("", " --warnings-as-errors")) {
                simulator.tasks().nextWarns("qmstart", "WARN: no space left for logs");
                Ended ended = run("vm start 103" + option, settings);
                assertEquals(option.isEmpty() ? 0 : WARNED, ended.status(), ended::toString);
                assertEquals(1, JSON.readTree(ended.out()).path("warnings").asInt(), ended::toString);
                run("vm stop 103 --yes", settings);
            }
        }
    }

    @Test
    @DisplayName("says of an interrupted task that it goes on, and ends as shells expect it of Ctrl-C and SIGTERM")
    void interrupted() throws Exception {
        assumeTrue(PseudoTerminal.isAvailable(), "needs 'script' of util-linux, which holds a pseudo-terminal");
        try (SimulatorProcess sluggish = SimulatorProcess.start(folder, "--speed", "0.001");
                PseudoTerminal terminal = PseudoTerminal.start(folder, sluggish.settings(),
                        List.of(Frontend.CLI.launcher(), "-o", "json", "vm", "shutdown", "100", "--yes"))) {
            terminal.await("qmshutdown");
            terminal.pressCtrlC();
            terminal.await("Stop the task too?");
            terminal.type("n\n");
            assertEquals(FailureKind.CANCELLED.exitCode(), terminal.exitCode(), terminal::shown);
            assertTrue(terminal.shown().contains("\"code\" : \"cancelled\""), terminal::shown);

            Process shutdown = new Programs(folder).start(sluggish.settings(),
                    List.of(Frontend.CLI.launcher(), "-o", "json", "vm", "shutdown", "101", "--yes"));
            try (BufferedReader errors = shutdown.errorReader(UTF_8)) {
                assertTrue(errors.readLine().startsWith("task started: "));
                shutdown.toHandle().destroy();
                assertTrue(shutdown.waitFor(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS));
                assertEquals(TERMINATED, shutdown.exitValue());
                assertTrue(errors.lines().anyMatch("  \"code\" : \"cancelled\","::equals));
            } finally {
                shutdown.destroyForcibly();
            }
        }
    }

    @Test
    @DisplayName("has no exit code that is not provoked here")
    void everyCode() throws Exception {
        Set<Integer> provoked = new TreeSet<>(Set.of(0, WARNED, TERMINATED));
        for (FailureKind kind : FailureKind.values()) {
            provoked.add(kind.exitCode());
        }
        Set<Integer> told = new TreeSet<>();
        new Programs(folder).run(Map.of(), List.of(Frontend.CLI.launcher(), "help", "exit-codes")).succeeded().out()
                .lines().filter(line -> line.matches(" {2}\\d+ .*"))
                .forEach(line -> told.add(Integer.valueOf(line.strip().split(" ")[0])));
        assertEquals(told, provoked);
    }

    private static Ended run(String command, Map<String, String> settings) throws Exception {
        List<String> words = new ArrayList<>(List.of(Frontend.CLI.launcher(), "-o", "json"));
        words.addAll(Arrays.asList(command.split(" ")));
        return new Programs(folder).run(settings, words);
    }

    /** Reads the failure, which may stand behind lines about progress. */
    private static JsonNode failure(Ended ended) throws JsonProcessingException {
        return JSON.readTree(ended.err().substring(Math.max(0, ended.err().indexOf('{'))));
    }

    /** Arranges for a failure and gives the command that runs into it. */
    private static String provoke(FailureKind kind, Simulator simulator, Map<String, String> settings)
            throws Exception {
        return switch (kind) {
            case BAD_ARGUMENT -> "vm status 99";
            case UNSUPPORTED_VERSION -> always(simulator, Fault.status(501, "Method 'GET /version' not implemented"));
            case BAD_SETTINGS -> {
                settings.remove("PROXMOX_HOST");
                yield "vm list";
            }
            case NOT_LOGGED_IN -> {
                settings.put("PROXMOX_TOKEN_SECRET", SECRET);
                yield "vm list";
            }
            case PERMISSION_DENIED -> {
                simulator.state().addUser("guest@pve", "a password").addToken("guest@pve", "test", SECRET, false);
                settings.put("PROXMOX_TOKEN_ID", "guest@pve!test");
                settings.put("PROXMOX_TOKEN_SECRET", SECRET);
                yield "vm start 103 --node pve2";
            }
            case NOT_FOUND -> "vm status no-such-vm";
            case ALREADY_EXISTS -> onStart(simulator, Fault.status(500, "VM 103 already exists on node 'pve2'"));
            case LOCKED -> onStart(simulator, Fault.status(500, "VM is locked (backup)"));
            case CHANGED_MEANWHILE -> onStart(simulator,
                    Fault.status(500, "detected modified configuration - file changed by other user? Try again."));
            case AGENT_NOT_RUNNING -> always(simulator, Fault.status(500, "QEMU guest agent is not running"));
            case TASK_FAILED -> {
                simulator.tasks().nextFails("qmstart", "start failed: out of memory");
                yield "vm start 103";
            }
            case REFUSED -> "vm stop 100";
            case OUTCOME_UNKNOWN -> onChange(simulator, Fault.resetAfterTaking());
            case TIMEOUT -> {
                settings.put("PROXMOX_TIMEOUT_MS", "1000");
                yield always(simulator, Fault.hang());
            }
            case UNREACHABLE -> {
                settings.put("PROXMOX_HOST", "127.0.0.1:" + closedPort());
                yield "cluster version";
            }
            case CERTIFICATE -> {
                settings.put("PROXMOX_FINGERPRINT", "AB:".repeat(31) + "AB");
                yield "vm list";
            }
            case MALFORMED_ANSWER -> always(simulator, Fault.plainText(200, "OK", "<html>Hello</html>"));
            case SERVER -> always(simulator, Fault.status(500, "something of its own"));
            case PARTIAL -> {
                simulator.faults().always("POST", "/nodes/*/lxc/*/status/start", Fault.status(500, "no more"));
                yield "lxc reset dns-01 --yes";
            }
            case CANCELLED, INTERNAL -> throw new IllegalArgumentException(kind + " is not provoked");
        };
    }

    private static String always(Simulator simulator, Fault fault) {
        simulator.faults().always("GET", "/version", fault);
        return "cluster version";
    }

    private static String onStart(Simulator simulator, Fault fault) {
        simulator.faults().always("POST", "/nodes/*/qemu/*/status/start", fault);
        return "vm start 103";
    }

    /** A change that is made at once leaves no task from which its outcome could be learned. */
    private static String onChange(Simulator simulator, Fault fault) {
        simulator.faults().always("PUT", "/nodes/*/qemu/*/config", fault);
        return "api call PUT /nodes/pve2/qemu/103/config -d description=x --yes";
    }

    private static Optional<Long> writesAllowed(FailureKind kind) {
        return switch (kind) {
            case TASK_FAILED, OUTCOME_UNKNOWN, PARTIAL -> Optional.of(1L);
            case ALREADY_EXISTS, PERMISSION_DENIED, LOCKED, CHANGED_MEANWHILE -> Optional.empty();
            default -> Optional.of(0L);
        };
    }

    /** A port that was free a moment ago. */
    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> settings(Simulator simulator) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PROXMOX_HOST", simulator.hosts().getFirst());
        settings.put("PROXMOX_FINGERPRINT", simulator.fingerprints().getFirst());
        settings.put("PROXMOX_TOKEN_ID", simulator.adminTokenId());
        settings.put("PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret());
        return settings;
    }
}
