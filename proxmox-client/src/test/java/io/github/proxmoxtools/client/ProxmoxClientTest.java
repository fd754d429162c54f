package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.ApiException.Meaning;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProxmoxClientTest {
    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final String OTHER_PIN = "AA:".repeat(31) + "AA";

    private final TestCertificate certificate = TestCertificate.shared();
    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();

    @Test
    void presentsTheTokenAndReadsPlainValues() {
        server.answersJson(
                "{\"data\":{\"a\":1,\"b\":\"x\",\"c\":1.5,\"d\":true,\"e\":null,\"f\":[18446744073709551616]},"
                        + "\"total\":3}");
        try (ProxmoxClient client = server.client().build()) {
            ApiAnswer answer = client.send(ApiRequest.get(VERSION));
            Map<?, ?> data = (Map<?, ?>) answer.data();
            assertEquals(1L, data.get("a"));
            assertEquals("x", data.get("b"));
            assertEquals(1.5, data.get("c"));
            assertEquals(true, data.get("d"));
            assertTrue(data.containsKey("e"));
            assertEquals(List.of(new BigInteger("18446744073709551616")), data.get("f"));
            assertEquals(Map.of("total", 3L), answer.envelope());
        }
        ScriptedServer.Request request = server.requests().get(0);
        assertEquals("GET /api2/json/version HTTP/1.1", request.line());
        assertEquals("PVEAPIToken=ci@pve!test=s3cr3t", request.header("Authorization"));
        assertEquals(server.host().toString(), request.header("Host"));
    }

    @Test
    void encodesFormsStrictly() {
        server.answersJson("{\"data\":null}");
        try (ProxmoxClient client = server.client().build()) {
            client.send(ApiRequest.post(ApiPath.parse("/nodes/pve1/qemu"), Parameter.of("net0", "virtio,bridge=vmbr0"),
                    Parameter.of("command", "a;b&c+d e"), Parameter.of("command", "\u00fc~")));
        }
        ScriptedServer.Request request = server.requests().get(0);
        assertEquals("net0=virtio%2Cbridge%3Dvmbr0&command=a%3Bb%26c%2Bd%20e&command=%C3%BC~", request.body());
        assertEquals(Integer.toString(request.body().length()), request.header("Content-Length"));
        assertEquals("application/x-www-form-urlencoded", request.header("Content-Type"));
        assertEquals("", request.header("Transfer-Encoding"));
    }

    @Test
    void putsParametersOfGetAndDeleteIntoTheQuery() {
        server.answersJson("{\"data\":null}").answersJson("{\"data\":null}");
        try (ProxmoxClient client = server.client().build()) {
            client.send(ApiRequest.get(VERSION, Parameter.of("type", "a=b c")));
            client.send(ApiRequest.delete(VERSION, Parameter.of("purge", "1")));
        }
        assertEquals("GET /api2/json/version?type=a%3Db%20c HTTP/1.1", server.requests().get(0).line());
        assertEquals("DELETE /api2/json/version?purge=1 HTTP/1.1", server.requests().get(1).line());
        assertEquals("", server.requests().get(1).header("Content-Length"));
    }

    @Test
    void saysTheLengthOfAnEmptyForm() {
        server.answersJson("{\"data\":null}");
        try (ProxmoxClient client = server.client().build()) {
            client.send(ApiRequest.post(ApiPath.parse("/nodes/pve1/qemu/100/status/start")));
        }
        assertEquals("0", server.requests().get(0).header("Content-Length"));
    }

    @Test
    void obeysTheLastConnectionHeader() {
        server.answers("200 OK", "Connection: close\r\nConnection: Keep-Alive\r\n", "{\"data\":1}")
                .answers("200 OK", "Connection: close\r\n", "{\"data\":2}").answersJson("{\"data\":3}");
        try (ProxmoxClient client = server.client().build()) {
            for (int call = 0; call < 3; call++) {
                client.send(ApiRequest.get(VERSION));
            }
        }
        assertEquals(List.of(1, 1, 2), server.requests().stream().map(ScriptedServer.Request::connection).toList());
    }

    @Test
    void dropsConnectionsThatWereIdleForTooLong() {
        server.answersJson("{\"data\":1}").answersJson("{\"data\":2}");
        try (ProxmoxClient client = server.client().idleLimit(Duration.ofNanos(1_000_000)).build()) {
            client.send(ApiRequest.get(VERSION));
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < 5_000_000) {
                Thread.onSpinWait();
            }
            client.send(ApiRequest.get(VERSION));
        }
        assertEquals(2, server.connections());
    }

    @Test
    void sendsNothingToAServerWithAnotherCertificate() {
        try (ProxmoxClient client = server.client().trust(Trust.Fingerprints.of(OTHER_PIN)).build()) {
            CertificateRejectedException failure = assertThrows(CertificateRejectedException.class,
                    () -> client.send(ApiRequest.post(VERSION)));
            assertEquals(certificate.fingerprint(), failure.fingerprint());
            assertTrue(failure.getMessage().contains("fingerprint " + certificate.fingerprint()));
            assertTrue(failure.getMessage().contains("expected " + OTHER_PIN));
            assertTrue(failure.notTaken());
        }
        assertEquals(List.of(), server.requests());
    }

    @Test
    void trustsAuthoritiesOfAFileAndNoOthers() {
        server.answersJson("{\"data\":1}");
        try (ProxmoxClient client = server.client().trust(new Trust.CaFile(certificate.pem())).build()) {
            assertEquals(1L, client.send(ApiRequest.get(VERSION)).data());
        }
        try (ProxmoxClient client = server.client().trust(new Trust.SystemStore()).build()) {
            CertificateRejectedException failure = assertThrows(CertificateRejectedException.class,
                    () -> client.send(ApiRequest.get(VERSION)));
            assertTrue(failure.getMessage().contains(certificate.fingerprint()));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void checksTheHostNameUnlessTheCertificateIsPinned() {
        server.answersJson("{\"data\":1}");
        Host byName = new Host("localhost", server.host().port());
        try (ProxmoxClient client = server.client().host(byName).trust(new Trust.CaFile(certificate.pem())).build()) {
            assertThrows(CertificateRejectedException.class, () -> client.send(ApiRequest.get(VERSION)));
        }
        try (ProxmoxClient client = server.client().host(byName).build()) {
            assertEquals(1L, client.send(ApiRequest.get(VERSION)).data());
        }
    }

    @Test
    void repeatsAReadOnceOverAFreshConnectionWhenTheKeptOneIsDead() {
        server.answersJson("{\"data\":1}").then((out, request) -> false).answersJson("{\"data\":3}");
        try (ProxmoxClient client = server.client().build()) {
            client.send(ApiRequest.get(VERSION));
            assertEquals(3L, client.send(ApiRequest.get(VERSION)).data());
        }
        assertEquals(List.of(1, 1, 2), server.requests().stream().map(ScriptedServer.Request::connection).toList());
    }

    @Test
    void neverRepeatsAWrite() {
        server.answersJson("{\"data\":1}").then((out, request) -> false);
        try (ProxmoxClient client = server.client().build()) {
            client.send(ApiRequest.get(VERSION));
            OutcomeUnknownException failure = assertThrows(OutcomeUnknownException.class,
                    () -> client.send(ApiRequest.post(VERSION)));
            assertEquals(ConnectionLostException.class, failure.getCause().getClass());
            assertFalse(failure.notTaken());
        }
        assertEquals(2, server.requests().size());
    }

    @Test
    void repeatsNoReadOfAFreshConnectionWhenRepetitionsAreOff() {
        server.then((out, request) -> false);
        try (ProxmoxClient client = server.client().build()) {
            assertThrows(ConnectionLostException.class, () -> client.send(ApiRequest.get(VERSION)));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void writesOverAFreshConnectionWhenTheKeptOneWasClosed() throws Exception {
        server.then((out, request) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"data\":1}");
            return false;
        }).answersJson("{\"data\":2}");
        try (ProxmoxClient client = server.client().build()) {
            client.send(ApiRequest.get(VERSION));
            server.awaitEndOfConnection();
            assertEquals(2L, client.send(ApiRequest.post(VERSION)).data());
        }
        assertEquals(2, server.requests().size());
    }

    @Test
    void reportsTruncatedBodies() {
        server.saysAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":");
        try (ProxmoxClient client = server.client().build()) {
            OutcomeUnknownException failure = assertThrows(OutcomeUnknownException.class,
                    () -> client.send(ApiRequest.post(VERSION)));
            assertEquals(ConnectionLostException.class, failure.getCause().getClass());
        }
    }

    @Test
    void reportsBrokenJsonHtmlAndOversizeAsMalformed() {
        server.answersJson("{\"data\":").answersJson("<html><body>Sign in</body></html>")
                .answersJson("{\"data\":\"" + "x".repeat(300) + "\"}").answersJson("[]")
                .answers("502 Bad Gateway", "", "<html>nginx</html>");
        try (ProxmoxClient client = server.client().maxBodyBytes(200).build()) {
            assertTrue(malformed(client).contains("broken JSON; the body begins with '{\"data\":'"));
            assertTrue(malformed(client).contains("HTML"));
            assertTrue(malformed(client).contains("larger than 200 bytes"));
            assertTrue(malformed(client).contains("no JSON object"));
            assertTrue(malformed(client).contains("502 Bad Gateway"));
        }
    }

    @Test
    void doesNotReadAnAnswerWithoutEndToItsEnd() {
        server.then((out, request) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9000000000000\r\n\r\n");
            while (true) {
                ScriptedServer.write(out, "x".repeat(1000));
            }
        });
        try (ProxmoxClient client = server.client().maxBodyBytes(200).build()) {
            assertTrue(malformed(client).contains("larger than 200 bytes"));
        }
    }

    @Test
    void endsAfterASilenceInTheMiddleOfAnAnswer() {
        CountDownLatch end = new CountDownLatch(1);
        server.then((out, request) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            end.await();
            return false;
        });
        try (ProxmoxClient client = server.client().timeout(Duration.ofMillis(300)).build()) {
            assertThrows(AnswerTimeoutException.class, () -> client.send(ApiRequest.get(VERSION)));
        } finally {
            end.countDown();
        }
    }

    @Test
    void goesThroughAnHttpProxy() throws Exception {
        server.answersJson("{\"data\":4}");
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<String> heads = new CopyOnWriteArrayList<>();
            Thread.ofVirtual().start(() -> tunnel(proxy, heads));
            Host through = new Host("127.0.0.1", proxy.getLocalPort());
            try (ProxmoxClient client = server.client().proxy(through).build()) {
                assertEquals(4L, client.send(ApiRequest.get(VERSION)).data());
            }
            assertEquals("CONNECT " + server.host() + " HTTP/1.1", heads.get(0));
            assertFalse(heads.toString().contains("s3cr3t"));
        }
    }

    private void tunnel(ServerSocket proxy, List<String> heads) {
        try (Socket client = proxy.accept(); Socket target = new Socket("127.0.0.1", server.host().port())) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            heads.addAll(List.of(head.toString().split("\r\n")));
            ScriptedServer.write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back = Thread.ofVirtual().start(() -> copy(target, client));
            copy(client, target);
            back.join();
        } catch (IOException | InterruptedException ended) {
            heads.add(String.valueOf(ended));
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException closed) {
            // One of the two ended the tunnel.
        }
    }

    private static String malformed(ProxmoxClient client) {
        return assertThrows(MalformedAnswerException.class, () -> client.send(ApiRequest.get(VERSION))).getMessage();
    }

    @Test
    void endsAfterASilenceAndSaysThatAWriteMayHaveHappened() {
        CountDownLatch end = new CountDownLatch(1);
        server.then((out, request) -> {
            end.await();
            return false;
        });
        try (ProxmoxClient client = server.client().build()) {
            OutcomeUnknownException failure = assertThrows(OutcomeUnknownException.class,
                    () -> client.send(ApiRequest.post(VERSION).withTimeout(Duration.ofMillis(100))));
            assertEquals(AnswerTimeoutException.class, failure.getCause().getClass());
            assertFalse(failure.notTaken());
        } finally {
            end.countDown();
        }
    }

    @Test
    void anInterruptEndsACallAtOnceOnBothKindsOfThreads() throws Exception {
        for (Thread.Builder threads : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            CountDownLatch end = new CountDownLatch(1);
            server.then((out, request) -> {
                end.await();
                return false;
            });
            AtomicReference<RuntimeException> seen = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            try (ProxmoxClient client = server.client().build()) {
                Thread caller = threads.start(() -> {
                    try {
                        client.send(ApiRequest.get(VERSION));
                    } catch (ProxmoxException failure) {
                        seen.set(failure);
                        flag.set(Thread.currentThread().isInterrupted());
                    }
                });
                server.awaitRequest();
                caller.interrupt();
                assertTrue(caller.join(Duration.ofSeconds(5)));
                assertEquals(RequestInterruptedException.class, seen.get().getClass());
                assertEquals(true, flag.get());
            } finally {
                end.countDown();
            }
        }
    }

    @Test
    void saysThatNobodyListensAndThatNothingWasSent() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (ProxmoxClient client = server.client().host(new Host("127.0.0.1", port)).build()) {
            UnreachableException failure = assertThrows(UnreachableException.class,
                    () -> client.send(ApiRequest.post(VERSION)));
            assertEquals(UnreachableException.Reason.REFUSED, failure.reason());
            assertTrue(failure.notTaken());
        }
        server.answersJson("{\"data\":7}");
        try (ProxmoxClient client = server.client().hosts(List.of(new Host("127.0.0.1", port), server.host()))
                .build()) {
            assertEquals(7L, client.send(ApiRequest.post(VERSION)).data());
        }
    }

    @Test
    void readOnlyClientsSendNoWrites() {
        server.answersJson("{\"data\":1}");
        try (ProxmoxClient client = server.client().readOnly(true).build()) {
            assertThrows(RequestRefusedException.class, () -> client.send(ApiRequest.post(VERSION)));
            assertThrows(RequestRefusedException.class, () -> client.send(ApiRequest.put(VERSION)));
            assertThrows(RequestRefusedException.class, () -> client.send(ApiRequest.delete(VERSION)));
            client.send(ApiRequest.get(VERSION));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void asksForTheVersionOnce() {
        server.answersJson("{\"data\":{\"version\":\"9.2.11\",\"release\":\"9.2\"}}");
        try (ProxmoxClient client = server.client().build()) {
            assertEquals("9.2.11", client.serverVersion().map(PveVersion::text).orElse(""));
            assertTrue(client.serverVersion().orElseThrow().isAtLeast(8, 3));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void readsTheReasonPhraseOfAnEmpty401() {
        server.saysAndCloses("HTTP/1.1 401 No ticket\r\nConnection: close\r\n\r\n");
        ApiException failure = failure();
        assertEquals("No ticket", failure.text());
        assertEquals(Meaning.AUTHENTICATION, failure.meaning());
        assertTrue(failure.notTaken());
        assertEquals(1, server.requests().size());
    }

    @Test
    void readsTheReasonPhraseInUtf8() {
        server.answers("500 no such user ('\u00fc@pve')", "", "{\"data\":null}");
        assertEquals("no such user ('\u00fc@pve')", failure().text());
    }

    @Test
    void readsMessageAndErrorsOfTheBody() {
        server.answers("400 Parameter verification failed.", "",
                "{\"errors\":{\"groupid\":\"property is missing and it is"
                        + " not optional\\n\"},\"data\":null,\"message\":\"Parameter verification failed.\\n\"}");
        ApiException failure = failure();
        assertEquals("Parameter verification failed.", failure.text());
        assertEquals(Map.of("groupid", "property is missing and it is not optional"), failure.parameterErrors());
        assertEquals(Meaning.BAD_PARAMETERS, failure.meaning());
        assertEquals(
                "GET /version: 400 Parameter verification failed.; groupid: property is missing and it is not optional",
                failure.getMessage());
    }

    @Test
    void unwrapsParameterErrorsInA500() {
        server.answers("500 400 Parameter verification failed.", "",
                "{\"data\":null,\"message\":\"400 Parameter verification failed.\\nvmid: property is missing\\n\"}");
        ApiException failure = failure();
        assertEquals(Map.of("vmid", "property is missing"), failure.parameterErrors());
        assertEquals(Meaning.BAD_PARAMETERS, failure.meaning());
    }

    @Test
    void namesPathAndPrivilege() {
        server.answers("403 Permission check failed (/vms/100, VM.Config.Disk|VM.Config.CPU)", "", "{\"data\":null}");
        ApiException failure = failure();
        assertEquals(Meaning.PERMISSION_DENIED, failure.meaning());
        assertEquals(Optional.of("/vms/100"), failure.permissionPath());
        assertEquals(Optional.of("VM.Config.Disk|VM.Config.CPU"), failure.requiredPrivilege());
    }

    @Test
    void readsPlainTextWhereThereIsNoReason() {
        server.answers("501 ", "Content-Type: text/plain\r\n", "no such uri");
        assertEquals("no such uri", failure().text());
    }

    private ApiException failure() {
        try (ProxmoxClient client = server.client().build()) {
            return assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION)));
        }
    }

    @Test
    void secretsAreInNoText() {
        server.answers("500 failed", "", "{\"data\":null}");
        try (ProxmoxClient client = server.client().build()) {
            ApiRequest request = ApiRequest.post(VERSION, Parameter.secret("password", "hidden"));
            ApiException failure = assertThrows(ApiException.class, () -> client.send(request));
            for (Object shown : Arrays.asList(request, failure, client, new Credentials.ApiToken("a@pve!b1", "hidden"),
                    new Credentials.Password("a@pve", "hidden", "hidden"))) {
                assertFalse(shown.toString().contains("hidden"), shown::toString);
                assertFalse(shown.toString().contains("s3cr3t"), shown::toString);
            }
        }
    }
}
