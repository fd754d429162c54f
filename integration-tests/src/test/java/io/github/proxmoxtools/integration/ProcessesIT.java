package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.proxmoxtools.integration.Programs.Ended;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The images, configured by environment variables alone, and a simulator: three processes that only share a network. */
@Tag("runtime")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("An image beside a server in another process")
final class ProcessesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON_ENOUGH_FOR_A_WRONG_LOGIN = Duration.ofSeconds(4);
    private static final int ATTEMPTS = 4;

    @TempDir
    private static Path folder;

    private static Programs programs;
    private static SimulatorProcess simulator;

    @BeforeAll
    static void start() throws Exception {
        programs = new Programs(folder);
        // Tasks in seconds rather than minutes; a refused login takes its three seconds at any speed.
        simulator = SimulatorProcess.start(folder, "--speed", "20");
    }

    @AfterAll
    static void stop() throws Exception {
        simulator.close();
    }

    @Test
    @DisplayName("works with a pinned fingerprint: lists, starts by name and waits, reads the task's log")
    void cli() throws Exception {
        JsonNode guests = json(cli(simulator.settings(), "vm", "list", "-o", "json").succeeded());
        assertTrue(names(guests.path("items")).containsAll(Set.of("web-01", "db-02")), guests::toString);

        JsonNode task = json(cli(simulator.settings(), "vm", "start", "db-02", "-o", "json").succeeded());
        assertEquals("OK", task.path("exitstatus").asText(), task::toString);
        assertEquals("running", status("db-02"));

        String upid = task.path("upid").asText();
        assertTrue(upid.startsWith("UPID:"), task::toString);
        Ended log = cli(simulator.settings(), "task", "log", upid).succeeded();
        assertTrue(log.out().contains("TASK OK"), log::out);
    }

    private static String status(String guest) throws Exception {
        JsonNode status = json(cli(simulator.settings(), "vm", "status", guest, "-o", "json").succeeded());
        return status.findValue("status").findPath("status").asText();
    }

    @Test
    @DisplayName("serves agents over standard input and output")
    void mcp() throws Exception {
        try (McpSession session = mcp(simulator.settings())) {
            Set<String> tools = session.tools();
            assertTrue(tools.containsAll(Set.of("proxmox_vm_list", "proxmox_lxc_list", "proxmox_node_list",
                    "proxmox_user_list")), tools::toString);

            JsonNode guests = session.call("proxmox_vm_list", Map.of()).path("items");
            assertTrue(names(guests).contains("web-01"), guests::toString);

            JsonNode task = session.call("proxmox_vm_start", Map.of("vmid", "ci-runner-01"));
            assertEquals("OK", task.path("exitstatus").asText(), task::toString);
            JsonNode log = session.call("proxmox_task_log", Map.of("upid", task.path("upid").asText()));
            assertTrue(log.toString().contains("TASK OK"), log::toString);
        }
    }

    @Test
    @DisplayName("sends nothing to a server whose certificate is not the pinned one, and says which it saw")
    void wrongPin() throws Exception {
        String host = simulator.settings().get("PROXMOX_HOST").split(",")[0];
        String seen = simulator.settings().get("PROXMOX_FINGERPRINT").split(",")[0];
        int port = Integer.parseInt(host.substring(host.lastIndexOf(':') + 1));
        String wrong = (seen.startsWith("00") ? "01" : "00") + seen.substring(2);
        try (Wiretap wiretap = Wiretap.before(port)) {
            Map<String, String> settings = simulator.settingsWith("PROXMOX_HOST", wiretap.host(),
                    "PROXMOX_FINGERPRINT", wrong);
            Ended ended = cli(settings, "vm", "list", "-o", "json");
            assertFailure(FailureKind.CERTIFICATE, ended, seen, wrong);
            try (McpSession session = mcp(settings)) {
                assertFailure(FailureKind.CERTIFICATE, session.failure("proxmox_vm_list", Map.of()), seen, wrong);
            }
            assertTrue(wiretap.connections() >= 2, "or this test tests nothing");
            assertEquals(List.of(),
                    wiretap.encryptedRecords().stream().filter(size -> size > Wiretap.ALERT).toList(),
                    "sizes of the encrypted records that went out");
        }
        // The same way in, with the right pin, shows that the wiretap would have noticed.
        try (Wiretap wiretap = Wiretap.before(port)) {
            cli(simulator.settingsWith("PROXMOX_HOST", wiretap.host()), "vm", "list").succeeded();
            assertNotEquals(List.of(),
                    wiretap.encryptedRecords().stream().filter(size -> size > Wiretap.ALERT).toList());
        }
    }

    @Test
    @DisplayName("says within four seconds that a token is wrong, and does not show it")
    void wrongToken() throws Exception {
        String wrong = "00000000-1111-2222-3333-444444444444";
        Map<String, String> settings = simulator.settingsWith("PROXMOX_TOKEN_SECRET", wrong);
        assertSoonEnough(() -> {
            Ended ended = cli(settings, "vm", "list", "-o", "json");
            assertFailure(FailureKind.NOT_LOGGED_IN, ended);
            assertFalse(ended.err().contains(wrong), ended::err);
            return ended.took();
        });
        try (McpSession session = mcp(settings)) {
            assertSoonEnough(() -> {
                long before = System.nanoTime();
                JsonNode failure = session.failure("proxmox_vm_list", Map.of());
                Duration took = Duration.ofNanos(System.nanoTime() - before);
                assertFailure(FailureKind.NOT_LOGGED_IN, failure);
                assertFalse(failure.toString().contains(wrong), failure::toString);
                return took;
            });
        }
    }

    /** The server alone takes three seconds; on a machine that has much else to do, once out of a few times counts. */
    private static void assertSoonEnough(Callable<Duration> refused) throws Exception {
        List<Duration> took = new ArrayList<>();
        do {
            took.add(refused.call());
        } while (took.getLast().compareTo(SOON_ENOUGH_FOR_A_WRONG_LOGIN) >= 0 && took.size() < ATTEMPTS);
        assertTrue(took.getLast().compareTo(SOON_ENOUGH_FOR_A_WRONG_LOGIN) < 0, took::toString);
    }

    @Test
    @DisplayName("names the parameter that is unknown, wrong or missing")
    void wrongArguments() throws Exception {
        List<Executable> checks = new ArrayList<>();
        try (McpSession session = mcp(simulator.settings())) {
            for (Wrong wrong : WRONG) {
                Ended ended = cli(simulator.settings(), wrong.withJson());
                JsonNode failure = session.failure(wrong.tool(), wrong.arguments());
                checks.add(() -> assertFailure(wrong.kind(), ended, wrong.shown()));
                checks.add(() -> assertFailure(wrong.kind(), failure, wrong.named()));
                checks.add(() -> assertTrue(failure.path("details").has(wrong.parameter()),
                        () -> wrong.words() + ": " + wrong.parameter() + " is not among the details: " + failure));
            }
        }
        assertAll(checks);
    }

    private static final List<Wrong> WRONG = List.of(
            new Wrong("unknown node", FailureKind.NOT_FOUND, "node", "node 'nowhere'", "node 'nowhere'",
                    "proxmox_node_status", Map.of("node", "nowhere"), "node status nowhere"),
            new Wrong("unknown node of a guest", FailureKind.NOT_FOUND, "node", "node 'nowhere'", "node 'nowhere'",
                    "proxmox_vm_status", Map.of("node", "nowhere", "vmid", "100"), "vm status 100 --node nowhere"),
            new Wrong("unknown name", FailureKind.NOT_FOUND, "vmid", "no-such-vm", "no-such-vm", "proxmox_vm_status",
                    Map.of("vmid", "no-such-vm"), "vm status no-such-vm"),
            new Wrong("unknown number", FailureKind.NOT_FOUND, "vmid", "99999", "99999", "proxmox_vm_start",
                    Map.of("vmid", "99999"), "vm start 99999"),
            new Wrong("number too small", FailureKind.BAD_ARGUMENT, "vmid", "vmid", "vmid", "proxmox_vm_status",
                    Map.of("vmid", "99"), "vm status 99"),
            new Wrong("a path", FailureKind.BAD_ARGUMENT, "vmid", "vmid", "vmid", "proxmox_vm_status",
                    Map.of("vmid", "../100"), "vm status ../100"),
            new Wrong("missing guest", FailureKind.BAD_ARGUMENT, "vmid", "vmid", "GUEST", "proxmox_vm_start", Map.of(),
                    "vm start"),
            new Wrong("missing name of a snapshot", FailureKind.BAD_ARGUMENT, "snapname", "snapname", "--snapname",
                    "proxmox_vm_snapshot", Map.of("vmid", "100"), "vm snapshot create 100"));

    /**
     * One slip, as both frontends see it.
     *
     * @param words what is wrong
     * @param kind what it is called
     * @param parameter what the details of the failure name
     * @param named what the error says to an agent
     * @param shown what it says on the command line, whose help calls some parameters by other names
     * @param tool the tool for an agent
     * @param arguments its arguments
     * @param command the same as a command line
     */
    private record Wrong(String words, FailureKind kind, String parameter, String named, String shown, String tool,
            Map<String, String> arguments, String command) {
        String[] withJson() {
            List<String> all = new ArrayList<>(Arrays.asList(command.split(" ")));
            all.addAll(List.of("-o", "json"));
            return all.toArray(String[]::new);
        }
    }

    private static void assertFailure(FailureKind kind, Ended ended, String... named) throws IOException {
        assertEquals(kind.exitCode(), ended.status(), ended::err);
        assertEquals("", ended.out(), "a failure belongs on stderr");
        assertFailure(kind, json(ended.err()), named);
    }

    private static void assertFailure(FailureKind kind, JsonNode failure, String... named) {
        assertEquals(kind.code(), failure.path("code").asText(), failure::toString);
        assertEquals(kind.category(), failure.path("category").asText(), failure::toString);
        for (String word : named) {
            assertTrue(failure.path("error").asText().contains(word), () -> "'" + word + "' is not named: " + failure);
        }
    }

    private static Ended cli(Map<String, String> settings, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Frontend.CLI.launcher()));
        command.addAll(List.of(arguments));
        return programs.run(settings, command);
    }

    private static McpSession mcp(Map<String, String> settings) throws Exception {
        return programs.mcp(settings, List.of(Frontend.MCP.launcher())).open();
    }

    private static JsonNode json(Ended ended) throws JsonProcessingException {
        return JSON.readTree(ended.out());
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private static Set<String> names(JsonNode items) {
        Set<String> names = new TreeSet<>();
        items.forEach(item -> names.add(item.path("name").asText()));
        return names;
    }
}
