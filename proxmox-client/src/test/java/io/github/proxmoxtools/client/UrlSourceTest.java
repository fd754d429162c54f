package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.TransferException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("upload")
@Timeout(30)
class UrlSourceTest {
    @TempDir
    private Path folder;
    @AutoClose
    private ServerSocket listener;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                StringBuilder head = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                heads.add(head.toString());
                socket.getOutputStream().write(answers
                        .getOrDefault(head.toString().split(" ")[1], "HTTP/1.1 404 Not Found\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // Some tests end connections early.
            }
        }
    }

    private String address(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    private UrlSource local(String path) {
        return UrlSource.of(address(path)).allowingPrivateAddresses().timeout(Duration.ofSeconds(5));
    }

    private Reason refusal(UrlSource source) {
        return assertThrows(TransferException.class, source::fetch).reason();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String read(UploadSource source) throws IOException {
        try (InputStream content = source.open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void passesOnWhatHasALength() throws IOException {
        answers.put("/iso/a%20b.iso?x=1", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
        try (UrlContent content = local("/iso/a%20b.iso?x=1").fetch()) {
            assertEquals(3, content.length());
            assertEquals("a_b.iso", content.name());
            assertEquals("abc", read(content));
            assertThrows(IOException.class, content::open);
        }
        assertFalse(heads.get(0).contains("Authorization"), heads.get(0));
        assertFalse(heads.get(0).contains("Cookie"), heads.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "yyyyyyyy", "\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: y"})
    void listensToNoEndOfHeaders(String again) {
        String status = again.startsWith("\r") ? "HTTP/1.1 100 Continue" : "HTTP/1.1 200 OK\r\nX: y\r\n";
        answers.put("/x", status + again.repeat(20_000) + "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
        assertEquals(Reason.SOURCE_UNREADABLE, refusal(local("/x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/iso/", "/iso/..", "/iso/."})
    void isNamedAfterItsHostWhereThePathHasNoName(String path) {
        answers.put(path, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (UrlContent content = local(path).fetch()) {
            assertEquals("127.0.0.1", content.name());
        }
    }

    @Test
    void keepsWhatHasNone() throws IOException {
        answers.put("/x", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        try (UrlContent content = local("/x").spoolingTo(folder, 3).fetch()) {
            assertEquals(3, content.length());
            assertEquals("abc", read(content));
            assertEquals("abc", read(content));
            assertEquals(1, left().size());
        }
        assertEquals(List.of(), left());
        assertEquals(Reason.TOO_LARGE, refusal(local("/x").spoolingTo(folder, 2)));
        assertEquals(List.of(), left());
    }

    @Test
    void limitsTheSize() {
        answers.put("/x", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc");
        assertEquals(Reason.TOO_LARGE, refusal(local("/x").atMost(29)));
    }

    @Test
    void noticesWhatBreaksOff() throws IOException {
        answers.put("/x", "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc");
        try (UrlContent content = local("/x").fetch()) {
            assertThrows(IOException.class, () -> read(content));
        }
    }

    @Test
    void followsAFewRedirects() throws IOException {
        answers.put("/a", "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
        answers.put("/b", "HTTP/1.1 301 Moved\r\nLocation: " + address("/c") + "\r\nContent-Length: 0\r\n\r\n");
        answers.put("/c", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nc");
        try (UrlContent content = local("/a").fetch()) {
            assertEquals("c", read(content));
        }
        assertEquals(Reason.SOURCE_REFUSED, refusal(local("/a").redirects(1)));
    }

    @Test
    void redirectsAreJudgedToo() {
        for (String target : List.of("file:///etc/passwd", "http://u:p@127.0.0.1/", "ftp://127.0.0.1/", "http://",
                "http://127.0.0.1:70000/")) {
            answers.put("/a", "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n");
            assertEquals(Reason.SOURCE_REFUSED, refusal(local("/a")));
        }
        assertEquals(Reason.SOURCE_REFUSED, assertThrows(TransferException.class,
                () -> UrlSource.redirected(java.net.URI.create("https://a/"), "http://a/")).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/x", "gopher://x", "example.org/x", "/etc/passwd",
            "https://user:secret@example.org/x", "https:///x", "http://[::1", "http://1.1.1.1:65536/",
            "http://1.1.1.1:0/", "jar:http://x!/y"})
    void fetchesOverHttpOnlyAndWithoutCredentials(String address) {
        TransferException refusal = assertThrows(TransferException.class, () -> UrlSource.of(address));
        assertEquals(Reason.SOURCE_REFUSED, refusal.reason());
        assertFalse(refusal.getMessage().contains("secret"));
    }

    @Test
    void connectsToNoPrivateAddressHoweverItIsWritten() {
        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "2130706433", "0.0.0.0")) {
            String address = "http://" + host + ":" + listener.getLocalPort() + "/x";
            TransferException refusal = assertThrows(TransferException.class, () -> UrlSource.of(address).fetch());
            assertTrue(refusal.reason() == Reason.SOURCE_REFUSED || host.equals("2130706433"), refusal.getMessage());
        }
        assertEquals(List.of(), heads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254",
            "100.100.100.200", "168.63.129.16", "0.0.0.0", "255.255.255.255", "224.0.0.1", "192.0.2.1", "::1", "::",
            "fe80::1", "fc00::1", "fd00:ec2::254", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
            "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "ff02::1"})
    void knowsWhatIsNotPublic(String literal) throws IOException {
        assertFalse(PublicAddresses.isPublic(InetAddress.getByName(literal)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "172.32.0.1", "100.128.0.1", "2606:4700::1111",
            "2a00:1450:4001::1"})
    void knowsWhatIsPublic(String literal) throws IOException {
        assertTrue(PublicAddresses.isPublic(InetAddress.getByName(literal)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: ftp://x/\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: a b\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: /signed?key=s3cr3t\r\n\r\n", "nonsense\r\n\r\n"})
    void keepsTheSignatureOfAnAddressToItself(String answer) {
        answers.put("/x?key=s3cr3t", "HTTP/1.1 302 Found\r\nLocation: /signed?key=s3cr3t\r\n\r\n");
        answers.put("/signed?key=s3cr3t", answer);
        TransferException failure = assertThrows(TransferException.class,
                () -> local("/x?key=s3cr3t").atMost(98).fetch());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains("s3cr3t"), trace.toString());
    }

    @Test
    void saysWhatTheOtherSideAnswers() {
        TransferException failure = assertThrows(TransferException.class, () -> local("/gone").fetch());
        assertEquals(Reason.SOURCE_UNREADABLE, failure.reason());
        assertTrue(failure.getMessage().endsWith("the answer is 404 Not Found"), failure.getMessage());
    }
}
