package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RetryTest {
    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final ApiPath CONFIG = ApiPath.parse("/nodes/pve1/qemu/100/config");
    private static final ApiPath START = ApiPath.parse("/nodes/pve1/qemu/100/status/start");
    private static final String OWN_LOCK = "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout";

    private final Patience patience = new Patience();
    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();

    private ProxmoxClient.Builder patient() {
        return server.client().retries(Retries.standard()).pace(patience, Patience.NO_CHANCE);
    }

    private void refuses(String statusLine) {
        server.answers(statusLine, "Connection: close\r\n", "{\"data\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout", "595 No route to host",
            "596 Broken pipe", "599 Too many redirections"})
    void readsAreRepeatedAfterWhatPasses(String statusLine) {
        refuses(statusLine);
        refuses(statusLine);
        server.answersJson("{\"data\":7}");
        try (ProxmoxClient client = patient().build()) {
            assertEquals(7L, client.send(ApiRequest.get(VERSION)).data());
        }
        assertEquals(List.of(Duration.ofMillis(200), Duration.ofMillis(400)), patience.pauses());
    }

    @Test
    void readsAreRepeatedWhenTheConnectionBreaksOff() {
        server.then((out, request) -> false)
                .saysAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":")
                .saysAndCloses("HTTP/1.1 502 Bad\r\nContent-Length: 13\r\n\r\n<html></html>")
                .answersJson("{\"data\":7}");
        try (ProxmoxClient client = patient().build()) {
            assertEquals(7L, client.send(ApiRequest.get(VERSION)).data());
        }
        assertEquals(4, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 no such thing", "501 Method 'GET /nope' not implemented",
            "403 Permission check failed",
            "400 Parameter verification failed.", "404 Not Found"})
    void readsThatWereAnsweredAreNotRepeated(String statusLine) {
        refuses(statusLine);
        try (ProxmoxClient client = patient().build()) {
            assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION)));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void repetitionsAreBoundedByNumber() {
        for (int attempt = 0; attempt < 4; attempt++) {
            refuses("503 Service Unavailable");
        }
        try (ProxmoxClient client = patient().build()) {
            assertEquals(503, assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION))).status());
        }
        assertEquals(4, server.requests().size());
    }

    @Test
    void repetitionsAreBoundedByTime() {
        for (int attempt = 0; attempt < 3; attempt++) {
            server.then((out, request) -> {
                patience.pass(Duration.ofSeconds(7));
                ScriptedServer.write(out, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                return false;
            });
        }
        try (ProxmoxClient client = patient().build()) {
            assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION)));
        }
        assertEquals(3, server.requests().size());
    }

    @Test
    void noRepetitionBeginsAfterTheDeadline() {
        refuses("503 Service Unavailable");
        refuses("503 Service Unavailable");
        try (ProxmoxClient client = patient().build()) {
            ApiRequest request = ApiRequest.get(VERSION).withDeadline(Duration.ofMillis(500));
            assertThrows(ApiException.class, () -> client.send(request));
        }
        assertEquals(List.of(Duration.ofMillis(200)), patience.pauses());
    }

    @Test
    void aDeadlineEndsAnAnswerThatDrips() {
        CountDownLatch end = new CountDownLatch(1);
        server.then((out, request) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (end.getCount() > 0) {
                ScriptedServer.write(out, "x");
                Thread.sleep(5);
            }
            return false;
        });
        try (ProxmoxClient client = server.client().build()) {
            ApiRequest request = ApiRequest.get(VERSION).withDeadline(Duration.ofMillis(300));
            assertThrows(AnswerTimeoutException.class, () -> client.send(request));
        } finally {
            end.countDown();
        }
    }

    @Test
    void pausesAreSpreadBetweenHalfAndWhole() {
        Retries retries = new Retries(9, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMinutes(1));
        java.util.random.RandomGenerator random = new java.util.Random(42);
        List<Duration> wholes = new ArrayList<>();
        for (int repetition = 0; repetition < 9; repetition++) {
            Duration whole = retries.pause(repetition, Patience.NO_CHANCE);
            Duration drawn = retries.pause(repetition, random);
            wholes.add(whole);
            assertTrue(drawn.compareTo(whole) <= 0 && drawn.compareTo(whole.dividedBy(2)) >= 0, drawn::toString);
        }
        assertEquals(Duration.ofMillis(800), wholes.get(2));
        assertEquals(Duration.ofSeconds(2), wholes.get(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout", "596 Broken pipe",
            "599 Too many redirections"})
    void writesAreNotRepeatedAndTheirOutcomeIsUnknown(String statusLine) {
        refuses(statusLine);
        try (ProxmoxClient client = patient().build()) {
            OutcomeUnknownException failure = assertThrows(OutcomeUnknownException.class,
                    () -> client.send(ApiRequest.put(CONFIG, Parameter.secret("cipassword", "hidden"))));
            assertEquals(HttpMethod.PUT, failure.method());
            assertEquals(CONFIG, failure.path());
            assertTrue(failure.howToCheck().contains("GET " + CONFIG), failure::howToCheck);
            assertFalse((failure.getMessage() + failure.howToCheck()).contains("hidden"));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void aNodeThatWasNotReachedTookNothingButAWriteIsNotRepeated() {
        refuses("595 No route to host");
        try (ProxmoxClient client = patient().build()) {
            ApiException failure = assertThrows(ApiException.class, () -> client.send(ApiRequest.put(CONFIG)));
            assertTrue(failure.notTaken());
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void aConfigThatWasLockedIsWrittenAgain() {
        refuses("500 " + OWN_LOCK);
        server.answersJson("{\"data\":null}");
        try (ProxmoxClient client = patient().build()) {
            client.send(ApiRequest.put(CONFIG, Parameter.of("cores", "2")));
        }
        assertEquals(server.requests().get(0).body(), server.requests().get(1).body());
        assertEquals(2, server.requests().size());
    }

    @Test
    void aTaskWithoutWorkerIsStartedAgain() {
        refuses("500 got no worker upid - start worker failed");
        server.answersJson("{\"data\":\"UPID:pve1:0000013C:0003AA5D:6B032567:qmstart:100:ci@pve!test:\"}");
        try (ProxmoxClient client = patient().build()) {
            assertFalse(client.send(ApiRequest.post(START)).recovered());
        }
        assertEquals(2, server.requests().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            PUT    | /nodes/pve1/qemu/100/config | can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout
                                            PUT    | /nodes/pve1/qemu/100/config | can't lock file '/var/lock/pve-manager/pve-storage-x' - got timeout
                                            POST   | /nodes/pve1/qemu/100/config | can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout
                                            PUT    | /nodes/pve1/qemu/100/unlink | can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout
                                            DELETE | /nodes/pve1/qemu/100        | can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout
                                            PUT    | /nodes/pve1/qemu/100/config | VM is locked (backup)
                                            POST   | /nodes/pve1/qemu/100/clone  | got no worker upid - start worker failed
                                            POST   | /nodes/pve1/qemu            | got no worker upid - start worker failed
                                            POST   | /access/users               | got no worker upid - start worker failed
                                            PUT    | /nodes/pve1/qemu/100/config | internal error
                                            """)
    void otherLocksAreNotProofEnough(HttpMethod method, String path, String text) {
        refuses("500 " + text);
        try (ProxmoxClient client = patient().build()) {
            ApiRequest request = new ApiRequest(method, ApiPath.parse(path), List.of());
            ApiException failure = assertThrows(ApiException.class, () -> client.send(request));
            assertEquals(text.startsWith("VM is locked"), failure.notTaken());
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void aRefusedConnectionIsTriedAgainForWritesToo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ProxmoxClient client = patient().host(new Host("127.0.0.1", port)).build()) {
            assertThrows(UnreachableException.class, () -> client.send(ApiRequest.post(START)));
        }
        assertEquals(3, patience.pauses().size());
    }

    @Test
    void aLoginIsRepeatedUnlessItCarriesACode() {
        refuses("503 Busy");
        server.answersJson("{\"data\":{\"ticket\":\"T\",\"CSRFPreventionToken\":\"c\"}}").answersJson("{\"data\":1}");
        try (ProxmoxClient client = patient().credentials(new Credentials.Password("a@pve", "p")).build()) {
            client.send(ApiRequest.post(VERSION));
        }
        assertEquals(3, server.requests().size());
        server.answersJson("{\"data\":{\"NeedTFA\":1,\"ticket\":\"PVE:!tfa!x:6B03::T\"}}");
        refuses("503 Busy");
        try (ProxmoxClient client = patient().credentials(new Credentials.Password("a@pve", "p", "123456")).build()) {
            ApiRequest write = ApiRequest.post(VERSION);
            assertEquals(503, assertThrows(ApiException.class, () -> client.send(write)).status());
        }
        assertEquals(5, server.requests().size());
    }

    @Test
    void ofManyHostsNoMoreThanThreeAreAsked() throws Exception {
        List<ScriptedServer> others = new ArrayList<>();
        List<Host> hosts = new ArrayList<>(List.of(server.host()));
        refuses("595 No route to host");
        for (int number = 0; number < 4; number++) {
            ScriptedServer other = ScriptedServer.start();
            others.add(other.answers("595 No route to host", "Connection: close\r\n", "{\"data\":null}"));
            hosts.add(other.host());
        }
        try (ProxmoxClient client = server.client().hosts(hosts).build()) {
            assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION)));
        }
        assertEquals(2, others.stream().mapToInt(other -> other.requests().size()).sum());
        for (ScriptedServer other : others) {
            other.close();
        }
    }
}
