package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a failure means, whether it may be tried again, and that nothing is sent twice. */
class OutcomeTest {
    private static final Map<String, Object> STOPPED = Map.of("vmid", 103, "node", "pve2");
    private static final String START_PATH = "/nodes/pve2/qemu/103/status/start";
    @AutoClose
    private final Lab lab = new Lab();

    private ToolFailure started(Fault fault) {
        lab.simulator.faults().on("POST", START_PATH, 1, fault);
        ToolFailure failure = lab.failure(LabTools.START, STOPPED);
        assertEquals(1, lab.writes().size(), "sent once: " + lab.sent());
        return failure;
    }

    private ToolFailure read(Fault fault) {
        lab.simulator.faults().always("GET", "/version", fault);
        return lab.failure(LabTools.VERSION, Map.of());
    }

    private static void is(FailureKind kind, boolean retryable, ToolFailure failure) {
        assertEquals(kind, failure.kind(), failure.error());
        assertEquals(retryable, failure.retryable(), failure.error());
    }

    private void isFoundAfter(Fault fault) {
        lab.simulator.faults().on("POST", START_PATH, 1, fault);
        ToolResult result = lab.run(LabTools.START, STOPPED);
        assertEquals("OK", result.toMap().get("exitstatus"));
        assertTrue(result.notes().get(0).contains("was lost; its task was found"), result.notes().toString());
        assertEquals(1, lab.writes().size(), "sent once: " + lab.sent());
    }

    @Test
    void writeThatWasTakenAndLostIsFoundByItsTask() {
        isFoundAfter(Fault.resetAfterTaking());
    }

    @Test
    void writeWhoseAnswerBrokeOffIsFoundByItsTask() {
        isFoundAfter(Fault.truncatedBody());
    }

    @Test
    void writeThatWasNeverAnsweredIsFoundByItsTask() {
        lab.with(Duration.ofMillis(600), builder -> builder);
        isFoundAfter(Fault.hang());
    }

    @Test
    void writeWhoseTaskIsNotFoundIsUnknown() {
        ToolFailure failure = started(Fault.resetBeforeTaking());
        is(FailureKind.OUTCOME_UNKNOWN, false, failure);
        assertEquals(Map.of("sent", "POST " + START_PATH), failure.details());
        assertTrue(failure.guidance().startsWith("Do not send it again before looking"), failure.guidance());
        assertTrue(failure.guidance().contains("GET /nodes/pve2/qemu/103/status/current"), failure.guidance());
    }

    @Test
    void writeThatIsDoneAtOnceIsUnknown() {
        lab.simulator.faults().on("PUT", "/nodes/pve1/qemu/100/config", 1, Fault.resetAfterTaking());
        ToolFailure failure = lab.failure(LabTools.CONFIGURE, Map.of("vmid", 100, "node", "pve1", "description", "x"));
        is(FailureKind.OUTCOME_UNKNOWN, false, failure);
        assertTrue(failure.guidance().contains("GET /nodes/pve1/qemu/100/config"), failure.guidance());
        assertEquals(1, lab.writes().size());
    }

    @Test
    void writeThatANodeBehindDidNotAnswerIsUnknown() {
        is(FailureKind.OUTCOME_UNKNOWN, false, started(Fault.status(596, "Connection timed out")));
        lab.simulator.forgetRequests();
        is(FailureKind.OUTCOME_UNKNOWN, false, started(Fault.plainText(502, "Bad Gateway", "<html>")));
    }

    @Test
    void writeThatTheServerRefusedIsNotRepeated() {
        is(FailureKind.SERVER, false, started(Fault.status(500, "something odd")));
    }

    @Test
    void writeThatALockKeptOutMayBeTriedAgain() {
        is(FailureKind.LOCKED, true, started(Fault.status(500, "VM is locked (backup)")));
    }

    @Test
    void writeThatMetALockOnItsWayMayNot() {
        is(FailureKind.LOCKED, false, started(Fault.status(500, "can't lock file '/x' - got timeout")));
    }

    @Test
    void otherRefusalsMayNot() {
        Map<String, FailureKind> meanings = Map.of(
                "VM 103 already exists", FailureKind.ALREADY_EXISTS,
                "no such user", FailureKind.NOT_FOUND,
                "detected modified configuration - file changed by other user? Try again.",
                FailureKind.CHANGED_MEANWHILE);
        meanings.forEach((text, kind) -> {
            lab.simulator.forgetRequests();
            lab.simulator.faults().clear();
            is(kind, false, started(Fault.status(500, text)));
        });
    }

    @Test
    void missingPrivilegeIsNamed() {
        ToolFailure failure = started(Fault.status(403, "Permission check failed (/vms/103, VM.PowerMgmt)"));
        is(FailureKind.PERMISSION_DENIED, false, failure);
        assertEquals("authentication", failure.kind().category());
        assertEquals("/vms/103, VM.PowerMgmt", failure.requiredPrivilege().orElseThrow());
        assertTrue(failure.guidance().contains("VM.PowerMgmt on /vms/103"), failure.guidance());
    }

    @Test
    void readsMayBeTriedAgain() {
        is(FailureKind.SERVER, true, read(Fault.status(500, "something odd")));
        lab.simulator.faults().clear();
        is(FailureKind.AGENT_NOT_RUNNING, true, read(Fault.status(500, "QEMU guest agent is not running")));
        lab.simulator.faults().clear();
        is(FailureKind.MALFORMED_ANSWER, true, read(Fault.plainText(502, "Bad Gateway", "<html>")));
        lab.simulator.faults().clear();
        is(FailureKind.UNREACHABLE, true, read(Fault.status(595, "No route to host")));
        lab.simulator.faults().clear();
        is(FailureKind.UNREACHABLE, true, read(Fault.resetAfterTaking()));
        lab.simulator.faults().clear();
        is(FailureKind.NOT_FOUND, false, read(Fault.status(500, "no such thing")));
    }

    @Test
    void readWithoutAnswerIsATimeout() {
        lab.with(Duration.ofMillis(300), builder -> builder);
        ToolFailure failure = read(Fault.hang());
        is(FailureKind.TIMEOUT, true, failure);
        assertEquals("/version", failure.callSite().orElseThrow().endpoint());
    }

    @Test
    void serverThatIsNotThereIsUnreachable() {
        lab.simulator.close();
        ToolFailure failure = lab.failure(LabTools.START, STOPPED);
        is(FailureKind.UNREACHABLE, true, failure);
        assertEquals("network", failure.kind().category());
        assertTrue(failure.guidance().contains("nothing was sent"), failure.guidance());
    }

    private ProxmoxClient client(String secret, String pin) {
        return ProxmoxClient.builder().host(Host.parse(lab.simulator.hosts().get(0)))
                .credentials(new Credentials.ApiToken(lab.simulator.adminTokenId(), secret))
                .trust(Trust.Fingerprints.of(pin)).build();
    }

    @Test
    void wrongPinSendsNothingAndTellsWhatWasSeen() {
        String wrong = "00".repeat(32);
        try (Engine engine = Engine.builder(LabTools.catalog(), () -> client(lab.simulator.adminTokenSecret(), wrong))
                .build()) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> engine.run(ToolCall.of(LabTools.VERSION, Map.of())));
            is(FailureKind.CERTIFICATE, false, failure);
            assertTrue(failure.toMap().toString().contains(lab.simulator.fingerprints().get(0)), failure.guidance());
            assertEquals(List.of(), lab.sent());
        }
    }

    @Test
    void wrongTokenIsAnAuthenticationFailure() {
        try (Engine engine = Engine.builder(LabTools.catalog(),
                () -> client("00000000-0000-0000-0000-000000000000", lab.simulator.fingerprints().get(0))).build()) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> engine.run(ToolCall.of(LabTools.VERSION, Map.of())));
            is(FailureKind.NOT_LOGGED_IN, false, failure);
            assertEquals("authentication", failure.kind().category());
        }
    }

    @Test
    void tokenOfTheConnectionIsNeverShown() {
        String secret = lab.simulator.adminTokenSecret();
        lab.with(builder -> builder.secrets(java.util.Set.of(secret)));
        ToolFailure echoed = lab.failure(LabTools.NODE, Map.of("node", secret + "!"));
        assertFalse(echoed.toMap().toString().contains(secret), echoed.error());
        ToolFailure said = started(Fault.status(500, "cannot use " + secret));
        assertEquals("cannot use ***", said.error());
    }

    @Test
    void unknownToolSuggestsOthers() {
        ToolFailure failure = lab.failure("proxmox_lab_strat", Map.of());
        is(FailureKind.BAD_ARGUMENT, false, failure);
        assertTrue(failure.error().contains("did you mean") && failure.error().contains(LabTools.START),
                failure.error());
    }

    @Test
    void newerParametersAreRefusedWithTheVersionTheyNeed() {
        ToolFailure failure = lab.failure(LabTools.LATER, Map.of("verbose", true));
        is(FailureKind.UNSUPPORTED_VERSION, false, failure);
        assertEquals("verbose needs Proxmox VE 99.0 or newer; this server is 9.2.11", failure.error());
        assertEquals(List.of("GET /version"), lab.sent(), "asked for the version only");
        lab.run(LabTools.LATER, Map.of());
    }

    @Test
    void clientIsMadeOnceAndOnlyWhenNeeded() throws Exception {
        AtomicInteger made = new AtomicInteger();
        lab.with(builder -> builder);
        try (Engine engine = Engine.builder(LabTools.catalog(), () -> {
            made.incrementAndGet();
            return lab.client(Duration.ofSeconds(10));
        }).build()) {
            assertThrows(ToolFailure.class, () -> engine.run(ToolCall.of(LabTools.STATUS, Map.of("vmid", 5))));
            assertEquals(0, made.get(), "a bad call needs no connection");
            List<Lab.Running<ToolResult>> many = java.util.stream.IntStream.range(0, 8).mapToObj(
                    i -> Lab.start(() -> engine.run(ToolCall.of(LabTools.STATUS, Map.of("vmid", 100 + i % 5)))))
                    .toList();
            for (int i = 0; i < many.size(); i++) {
                assertEquals(100 + i % 5, many.get(i).result().target().orElseThrow().vmid());
            }
            assertEquals(1, made.get());
        }
    }
}
