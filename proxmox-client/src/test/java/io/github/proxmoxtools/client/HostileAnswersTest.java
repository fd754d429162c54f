package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server says, the client ends with one of its own exceptions, soon, and without filling the memory. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileAnswersTest {
    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final int MOST = 1 << 20;

    /** What has an end ends far below this, even where Linux keeps 36 MiB that nobody has read; what has none would go on. */
    private static final long FAR_TOO_MUCH = 64L << 20;

    private static final String HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    private static final List<String> SOUND = List.of(
            HEAD + "Content-Type: application/json;charset=UTF-8\r\nContent-Length: 42\r\n\r\n"
                    + "{\"data\":{\"version\":\"9.2.3\",\"repoid\":\"abcd\"}}",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"data\":\r\n6;x=y\r\n[1,2]}\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.1 500 can't lock file\r\nContent-Length: 45\r\n\r\n"
                    + "{\"data\":null,\"errors\":{\"a\":1},\"message\":\"b\\n\"}",
            "HTTP/1.1 100 Continue\r\n\r\n" + HEAD + "Date: Sat, 28 Nov 2026 07:00:00 GMT\r\n\r\n{\"data\":1e5}",
            "HTTP/1.1 301 Moved\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.0 401 No ticket\r\n\r\n");
    private static final List<String> SPLINTERS = List.of("\r\n", "\n", "\r", "\0", ":", " ", "HTTP/1.1", "999", "-1",
            "99999999999999999999", "Content-Length: 7\r\n", "Content-Length: -7\r\n", "Transfer-Encoding: chunked\r\n",
            "Content-Encoding: gzip\r\n", "Connection: upgrade\r\n", "7fffffffffffffff\r\n", "fffffffff\r\n",
            "0\r\n\r\n",
            "{\"data\":", "[", "{\"", "1e999999999", "-0.0", "\\ud800", "\ud800", "\ufeff", "null", "\"", "}", "]",
            "[".repeat(1500), "9".repeat(2000), "<html>", "HTTP/1.1 101 Switching Protocols\r\n\r\n");

    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();

    private ProxmoxClient client() {
        return server.client().maxBodyBytes(MOST).timeout(Duration.ofSeconds(20)).build();
    }

    private void says(byte[] answer) {
        server.then((out, request) -> {
            out.write(answer);
            out.flush();
            return false;
        });
    }

    @Test
    void soundAnswersThatWereSpoiledByChance() {
        try (ProxmoxClient client = client()) {
            Fuzz.rounds(400, chance -> {
                says(chance.spoiled(chance.of(SOUND), SPLINTERS).getBytes(StandardCharsets.UTF_8));
                endsAsItShould(client, chance.below(3) == 0);
            });
        }
    }

    @Test
    void bytesByChance() {
        try (ProxmoxClient client = client()) {
            Fuzz.rounds(150, chance -> {
                byte[] noise = chance.bytes(chance.below(300));
                byte[] head = chance.below(2) == 0 ? new byte[0] : HEAD.getBytes(StandardCharsets.US_ASCII);
                server.then((out, request) -> {
                    out.write(head);
                    out.write(noise);
                    out.flush();
                    return false;
                });
                endsAsItShould(client, chance.below(3) == 0);
            });
        }
    }

    private static void endsAsItShould(ProxmoxClient client, boolean writes) {
        try {
            client.send(writes
                    ? new ApiRequest(HttpMethod.POST, ApiPath.parse("/pools"), List.of(Parameter.of("poolid", "a")))
                    : ApiRequest.get(VERSION));
        } catch (ProxmoxException expected) {
            assertTrue(expected.getMessage() != null && expected.getMessage().length() < 100_000,
                    "a message is no dump");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":%s", "{\"data\":{\"a\":%s", "{\"message\":%s", "{\"data\":[[%s"})
    void whatIsNestedTooDeepIsNoAnswer(String beginning) {
        for (String nest : List.of("[", "{\"a\":", "[{\"a\":")) {
            server.answersJson(beginning.replace("%s", nest.repeat(100_000)));
            try (ProxmoxClient client = client()) {
                assertThrows(MalformedAnswerException.class, () -> client.send(ApiRequest.get(VERSION)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"message\":\"%s\"}", "{\"errors\":{\"a\":\"%s\"}}", "{\"errors\":{\"%s\":1}}",
            "{\"errors\":{%x}}",
            "{\"message\":\"400 Parameter verification failed.\\na: %s\"}", "%s"})
    void aMessageIsNoDump(String body) {
        String many = IntStream.range(0, 20_000).mapToObj(n -> "\"a" + n + "\":\"wrong\"")
                .collect(Collectors.joining(","));
        server.answers("500 no", "", body.replace("%s", "m".repeat(500_000)).replace("%x", many));
        try (ProxmoxClient client = client()) {
            ApiException failure = assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION)));
            assertTrue(failure.toString().length() < 100_000, () -> "it has " + failure.toString().length());
            assertTrue(failure.parameterErrors().toString().length() < 100_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1.0e2147483648", "1E+99999999999999999999"})
    void gigantic(String number) {
        server.answersJson("{\"data\":" + number + "}");
        try (ProxmoxClient client = client()) {
            client.send(ApiRequest.get(VERSION));
        } catch (ProxmoxException refused) {
            assertInstanceOf(MalformedAnswerException.class, refused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 O| ", "HTTP/1.1 200 OK\r\nX: |yyyyyyyy", "HTTP/1.1 200 OK\r\n|X: y\r\n",
            "|HTTP/1.1 100 Continue\r\n\r\n", "|HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", "|\r\n",
            HEAD + "\r\n|[", HEAD + "Transfer-Encoding: chunked\r\n\r\n|1\r\na\r\n",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n1;x=|y",
            HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n|X: y\r\n", HEAD + "Content-Length: 99999999999\r\n\r\n| "})
    void whatHasNoEnd(String answer) throws Exception {
        String beginning = answer.substring(0, answer.indexOf('|'));
        byte[] again = answer.substring(answer.indexOf('|') + 1).repeat(1000).getBytes(StandardCharsets.UTF_8);
        AtomicLong said = new AtomicLong();
        server.then((out, request) -> {
            ScriptedServer.write(out, beginning);
            flood(out, again, said);
            return false;
        });
        try (ProxmoxClient client = client()) {
            long begin = System.nanoTime();
            assertThrows(ProxmoxException.class, () -> client.send(ApiRequest.get(VERSION)));
            server.awaitEndOfConnection();
            assertTrue(said.get() < FAR_TOO_MUCH, () -> "it listened to " + said);
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(15), "it listened for long");
        }
    }

    @Test
    void whatGoesOnAfterTheAnswerIsNotHeard() throws Exception {
        AtomicLong said = new AtomicLong();
        byte[] more = "more ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        server.then((out, request) -> {
            ScriptedServer.write(out, HEAD + "Content-Length: 10\r\n\r\n{\"data\":1}");
            flood(out, more, said);
            return false;
        });
        try (ProxmoxClient client = client()) {
            assertEquals(1L, client.send(ApiRequest.get(VERSION)).data());
            server.awaitEndOfConnection();
        }
        assertTrue(said.get() < FAR_TOO_MUCH, () -> "it listened to " + said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"data\":666}",
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"})
    void whatWasSaidBeforeAWriteIsNoAnswerToIt(String unasked) {
        server.answers("200 OK", "Content-Length: 10\r\n", "{\"data\":1}" + unasked)
                .answersJson("{\"data\":\"done\"}");
        try (ProxmoxClient client = client()) {
            client.send(ApiRequest.get(VERSION));
            assertEquals("done", client.send(ApiRequest.post(ApiPath.parse("/pools"))).data());
        }
        assertEquals(List.of(1, 2), server.requests().stream().map(ScriptedServer.Request::connection).toList());
    }

    @Test
    void aConnectionIsClosedWhateverStillComes() throws Exception {
        Socket plain = new EndlessSocket(server.host());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new AnyCertificate()}, null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(),
                true);
        secured.startHandshake();
        QuietConnection connection = new QuietConnection(StandardCharsets.UTF_8.newDecoder(),
                StandardCharsets.UTF_8.newEncoder());
        connection.bind(secured, plain);
        connection.close();
        assertTrue(plain.isClosed());
        server.awaitEndOfConnection();
    }

    /** There is always more to read, and it is read in no time. */
    private static final class EndlessSocket extends Socket {
        EndlessSocket(Host host) throws IOException {
            super(host.name(), host.port());
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int available() {
                    return 1;
                }

                @Override
                public long skip(long number) {
                    return number;
                }
            };
        }
    }

    private static void flood(OutputStream out, byte[] again, AtomicLong said) throws IOException {
        while (said.get() < FAR_TOO_MUCH) {
            out.write(again);
            said.addAndGet(again.length);
        }
    }
}
