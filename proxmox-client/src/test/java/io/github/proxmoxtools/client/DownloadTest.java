package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.TransferException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("upload")
@Timeout(30)
class DownloadTest {
    private static final ApiRequest FILE = ApiRequest
            .get(ApiPath.parse("/nodes/pve1/storage/pbs/file-restore/download"));
    private static final String OCTETS = "Content-Type: application/octet-stream\r\n";
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;
    private Path file;
    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();
    @AutoClose
    private final ProxmoxClient client = server.client().maxBodyBytes(1000).build();

    @BeforeEach
    void start() {
        file = folder.resolve("restored.tar");
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private TransferException refused(Download download) {
        return assertThrows(TransferException.class, () -> client.download(FILE, download));
    }

    @Test
    void writesAFileThatIsLargerThanAnAnswerMayBe() throws IOException {
        String content = "0123456789".repeat(500_000);
        server.answers("200 OK", OCTETS, content);
        List<Long> moved = new ArrayList<>();
        Downloaded downloaded = client.download(FILE, Download.to(file).reportingTo((bytes, total) -> {
            assertEquals(5_000_000, total);
            moved.add(bytes);
        }));
        assertEquals(new Downloaded(5_000_000, Optional.empty()), downloaded);
        assertEquals(content, Files.readString(file));
        assertEquals(5_000_000L, moved.getLast());
        assertEquals(List.of(file), left());
        assertEquals("PVEAPIToken=ci@pve!test=s3cr3t", server.requests().get(0).header("Authorization"));
    }

    @Test
    void readsWhatComesInChunks() {
        server.saysAndCloses("HTTP/1.1 200 OK\r\n" + OCTETS
                + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Downloaded downloaded = client.download(FILE, Download.to(out).checksummed(ChecksumAlgorithm.SHA256));
        assertEquals(new Downloaded(3, Optional.of(SHA256_OF_ABC)), downloaded);
        assertEquals("abc", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aBodyThatBreaksOffLeavesNoFile() throws IOException {
        server.saysAndCloses("HTTP/1.1 200 OK\r\n" + OCTETS + "Content-Length: 10\r\n\r\nabc");
        assertThrows(ConnectionLostException.class, () -> client.download(FILE, Download.to(file)));
        server.saysAndCloses("HTTP/1.1 200 OK\r\n" + OCTETS + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        assertThrows(ConnectionLostException.class, () -> client.download(FILE, Download.to(file)));
        assertEquals(List.of(), left());
    }

    @Test
    void comparesChecksums() throws IOException {
        server.answers("200 OK", OCTETS, "abc").answers("200 OK", OCTETS, "abd");
        client.download(FILE, Download.to(file).checksum(ChecksumAlgorithm.SHA256, SHA256_OF_ABC.toUpperCase()));
        Path other = folder.resolve("other");
        assertEquals(Reason.CHECKSUM,
                refused(Download.to(other).checksum(ChecksumAlgorithm.SHA256, SHA256_OF_ABC)).reason());
        assertEquals(List.of(file), left());
    }

    @Test
    void limitsTheSize() throws IOException {
        server.answers("200 OK", OCTETS, "abcdef").saysAndCloses(
                "HTTP/1.1 200 OK\r\n" + OCTETS + "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\n\r\n");
        assertEquals(Reason.TOO_LARGE, refused(Download.to(file).atMost(5)).reason());
        assertEquals(Reason.TOO_LARGE, refused(Download.to(file).atMost(5)).reason());
        assertEquals(List.of(), left());
    }

    @Test
    void replacesAFileOnlyWhenAsked() throws IOException {
        Files.writeString(file, "old");
        assertEquals(Reason.TARGET_UNWRITABLE, refused(Download.to(file)).reason());
        assertEquals(0, server.connections());
        server.answers("200 OK", OCTETS, "new");
        client.download(FILE, Download.replacing(file));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void saysThatTheTargetIsTheTrouble() {
        server.answers("200 OK", OCTETS, "abc").answers("200 OK", OCTETS, "abc");
        assertEquals(Reason.TARGET_UNWRITABLE, refused(Download.to(folder.resolve("gone/file"))).reason());
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("the disk is full");
            }
        };
        assertTrue(refused(Download.to(full)).getMessage().endsWith("the disk is full"));
    }

    @Test
    void givesTheServersOwnRefusal() throws IOException {
        server.answers("500 no such file", "", "{\"data\":null}");
        ApiException refusal = assertThrows(ApiException.class, () -> client.download(FILE, Download.to(file)));
        assertEquals("no such file", refusal.text());
        server.answers("200 OK", "Content-Type: text/html\r\n", "<html>log in first</html>");
        assertThrows(MalformedAnswerException.class, () -> client.download(FILE, Download.to(file)));
        assertEquals(List.of(), left());
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        server.then((out, request) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\n" + OCTETS + "Content-Length: 10\r\n\r\nabc");
            over.await();
            return false;
        });
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        OutputStream noticing = new OutputStream() {
            @Override
            public void write(int octet) {
                begun.countDown();
            }
        };
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                client.download(FILE, Download.to(noticing));
            } catch (ProxmoxException failure) {
                outcome.set(failure);
            }
        });
        begun.await();
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(10)));
        over.countDown();
        assertEquals(RequestInterruptedException.class, outcome.get().getClass());
    }

    @Test
    void refusesWhatIsCompressedWithoutBeingAskedFor() {
        server.answers("200 OK", "Content-Encoding: gzip\r\n", "xyz");
        String message = assertThrows(MalformedAnswerException.class,
                () -> client.send(ApiRequest.get(ApiPath.parse("/version")))).getMessage();
        assertTrue(message.contains("encoded as 'gzip'"), message);
        assertFalse(server.requests().get(0).head().toLowerCase(java.util.Locale.ROOT).contains("accept-encoding"));
    }

    @Test
    void saysTheTypeOfWhatIsNoJson() {
        server.answers("200 OK", "Content-Type: text/plain\r\n", "hello");
        String message = assertThrows(MalformedAnswerException.class,
                () -> client.send(ApiRequest.get(ApiPath.parse("/version")))).getMessage();
        assertEquals("GET /version: 200 OK with broken JSON (text/plain); the body begins with 'hello'", message);
    }
}
