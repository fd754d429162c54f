package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiAnswer;
import io.github.proxmoxtools.client.ApiException;
import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.client.Retries;
import io.github.proxmoxtools.client.TaskWait;
import io.github.proxmoxtools.client.Trust;
import io.github.proxmoxtools.client.Upid;
import io.github.proxmoxtools.client.Upload;
import io.github.proxmoxtools.client.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client makes of everything that can go wrong with one request; in no case is a write taken twice.
 *
 * <p>{@code fault-matrix.txt} says what each fault comes to, for reads, writes that are done at once, writes that start a
 * task, logins and uploads. {@code ok}: answered; {@code recovered}: the task was found; otherwise the name of the exception
 * or the meaning of the answer; {@code -}: an upload has no deadline.
 */
@Timeout(30)
final class FaultMatrixTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final UploadSource CONTENT = UploadSource.stream("matrix.iso", 6,
            () -> new ByteArrayInputStream(new byte[6]));
    private static final int VMID = 900;
    private static final String OWN_LOCK = "can't lock file '/var/lock/qemu-server/lock-900.conf' - got timeout";
    private static final String HTML = "<html><body>Bad Gateway</body></html>";

    private static final Map<String, Fault> FAULTS = Map.ofEntries(
            Map.entry("status 401", Fault.status(401, "Permission denied - invalid ticket")),
            Map.entry("status 403", Fault.status(403, "Permission check failed (/vms/900, VM.Audit)")),
            Map.entry("500 lock", Fault.status(500, OWN_LOCK)),
            Map.entry("500 no worker", Fault.status(500, "got no worker upid - start worker failed")),
            Map.entry("status 502", Fault.status(502, "Bad Gateway")),
            Map.entry("status 503", Fault.status(503, "Service Unavailable")),
            Map.entry("status 504", Fault.status(504, "Gateway Timeout")),
            Map.entry("status 595", Fault.status(595, "Connection refused")),
            Map.entry("596 before taken", Fault.status(596, "Broken pipe")),
            Map.entry("596 after taken", Fault.statusAfterTaking(596, "Connection timed out")),
            Map.entry("status 599", Fault.status(599, "Too many redirections")),
            Map.entry("reset before", Fault.resetBeforeTaking()),
            Map.entry("reset after", Fault.resetAfterTaking()), Map.entry("hang", Fault.hang()),
            Map.entry("truncated body", Fault.truncatedBody()),
            Map.entry("plain text 200", Fault.plainText(200, "OK", "it works")),
            Map.entry("plain text 500", Fault.plainText(500, "Internal Server Error", "oops")),
            Map.entry("HTML 502", Fault.plainText(502, "Bad Gateway", HTML)),
            Map.entry("HTML 200", Fault.plainText(200, "OK", HTML)),
            Map.entry("delayed", Fault.delayed(Duration.ofMillis(50))),
            Map.entry("slow drip", Fault.slowDrip(Duration.ofMillis(2))),
            Map.entry("endless drip", Fault.slowDrip(Duration.ofSeconds(1))));

    /** What is asked for, and whether it can be seen to have happened once. */
    private enum Operation {
        READ("GET", "/nodes/pve2/qemu/900/config"),
        WRITE("PUT", "/nodes/pve2/qemu/900/config"),
        TASK("POST",
                "/nodes/pve2/qemu/900/status/start"),
        LOGIN("POST",
                "/access/ticket"),
        UPLOAD("POST", "/nodes/pve1/storage/local/upload");

        private final String method;
        private final String path;

        Operation(String method, String path) {
            this.method = method;
            this.path = path;
        }

        ApiRequest request() {
            ApiPath to = ApiPath.parse(path);
            return switch (this) {
                case READ -> ApiRequest.get(to);
                case WRITE -> ApiRequest.put(to, Parameter.of("description", "once"));
                case TASK -> ApiRequest.post(to);
                case LOGIN, UPLOAD -> ApiRequest.get(ApiPath.parse("/version"));
            };
        }

        Credentials credentials(Simulator simulator) {
            return this == LOGIN
                    ? new Credentials.Password(simulator.username(), simulator.password())
                    : new Credentials.ApiToken(simulator.adminTokenId(), simulator.adminTokenSecret());
        }
    }

    static Stream<Arguments> cells() throws IOException {
        List<Arguments> cells = new ArrayList<>();
        matrix().lines().skip(1).forEach(line -> {
            String[] columns = line.strip().split("\\s*\\|\\s*");
            for (Operation operation : Operation.values()) {
                String expected = columns[operation.ordinal() + 1];
                if (!expected.equals("-")) {
                    cells.add(Arguments.of(columns[0], operation, expected));
                }
            }
        });
        return cells.stream();
    }

    private static String matrix() throws IOException {
        try (InputStream table = FaultMatrixTest.class.getResourceAsStream("fault-matrix.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest(name = "{0} x {1}: {2}")
    @MethodSource("cells")
    void endsAsItMustAndTakesNoWriteTwice(String fault, Operation operation, String expected) {
        Simulator.Builder cluster = Simulator.builder().nodes("pve1", "pve2");
        try (Simulator simulator = operation == Operation.UPLOAD ? cluster.start() : cluster.empty().start()) {
            simulator.state().addVirtualMachine(VMID, "pve2", "matrix");
            prepare(simulator, fault, operation);
            long begin = System.nanoTime();
            assertEquals(expected, outcome(simulator, fault, operation, expected));
            assertTrue(System.nanoTime() - begin < DEADLINE.plusSeconds(2).toNanos(), "ended within its deadline");
            assertTrue(simulator.writes() <= 1, () -> "taken " + simulator.writes() + " times");
            boolean done = expected.equals("recovered") || expected.equals("ok");
            boolean writes = operation != Operation.READ && operation != Operation.LOGIN;
            if (writes && done) {
                assertEquals(1, simulator.writes());
            }
            if (operation == Operation.TASK && done) {
                assertTrue(simulator.state().isRunning(VMID));
            }
        }
    }

    private static void prepare(Simulator simulator, String fault, Operation operation) {
        if (fault.equals("node stopped")) {
            simulator.state().setOnline("pve2", false);
        } else if (FAULTS.containsKey(fault)) {
            simulator.faults().on(operation.method, operation.path, 1, FAULTS.get(fault));
        }
    }

    private static String outcome(Simulator simulator, String fault, Operation operation, String expected) {
        try (ProxmoxClient client = client(simulator, fault, operation, expected.equals("recovered"))) {
            // An answer that drips is never silent: only the deadline ends it.
            Duration deadline = fault.equals("endless drip") ? Duration.ofSeconds(2) : DEADLINE;
            ApiAnswer answer = operation == Operation.UPLOAD
                    ? client.upload(Upload.toStorage("pve1", "local", "iso", CONTENT))
                    : client.send(operation.request().withDeadline(deadline));
            if (operation == Operation.TASK || operation == Operation.UPLOAD) {
                Upid task = Upid.parse(String.valueOf(answer.data()));
                assertTrue(client.tasks().await(task, TaskWait.atMost(DEADLINE)).ok());
            }
            return answer.recovered() ? "recovered" : "ok";
        } catch (ApiException refused) {
            return refused.meaning().name();
        } catch (ProxmoxException failure) {
            assertFalse(failure.getClass().getSimpleName().isEmpty());
            return failure.getClass().getSimpleName().replace("Exception", "");
        }
    }

    private static ProxmoxClient client(Simulator simulator, String fault, Operation operation, boolean searches) {
        int port = fault.equals("no such port") ? portOfNobody() : simulator.port("pve1");
        Trust trust = fault.equals("wrong certificate")
                ? Trust.Fingerprints.of(simulator.fingerprints().get(1))
                : Trust.Fingerprints.of(simulator.fingerprints().get(0));
        // Long enough for a busy machine, except where the silence is what is tested.
        Duration silence = fault.equals("hang") ? Duration.ofMillis(400) : Duration.ofSeconds(10);
        Duration moment = Duration.ofMillis(1);
        return ProxmoxClient.builder().host(new Host("127.0.0.1", port)).trust(trust)
                .credentials(operation.credentials(simulator)).timeout(silence)
                .retries(new Retries(2, moment, moment, Duration.ofSeconds(10)))
                .outcomePatience(searches ? DEADLINE : Duration.ofMillis(250)).build();
    }

    private static int portOfNobody() {
        try (Simulator gone = Simulator.builder().nodes("gone").empty().start()) {
            return gone.port("gone");
        }
    }
}
