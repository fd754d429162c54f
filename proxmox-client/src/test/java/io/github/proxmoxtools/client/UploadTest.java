package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.TransferException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("upload")
@Timeout(60)
class UploadTest {
    private static final String UPID = "UPID:pve1:00000A1B:0000C3D4:65000000:imgcopy::ci@pve!test:";
    private static final long LARGE = 24L << 20;

    @TempDir
    private Path folder;
    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();
    @AutoClose
    private final ProxmoxClient client = server.client().build();
    private Path file;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(folder.resolve("debian.iso"), "the content\r\n--of the file");
    }

    private Upload upload() {
        return Upload.toStorage("pve1", "local", "iso", UploadSource.file(file));
    }

    /** Content that is on no disk. */
    private static UploadSource zeros(long length) {
        return UploadSource.stream("zeros.iso", length, () -> new Zeros(length));
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            int given = (int) Math.min(left, count);
            left -= given;
            return given == 0 ? -1 : given;
        }
    }

    @Test
    void sendsTheOneShapeThatTheServerReads() {
        server.answersJson("{\"data\":\"" + UPID + "\"}");
        ApiAnswer answer = client.upload(Upload.of(upload().path(), UploadSource.file(file))
                .with(Parameter.of("checksum", "AB12")).with(Parameter.of("checksum-algorithm", "sha256"))
                .with(Parameter.of("content", "iso")));
        assertEquals(UPID, answer.data());
        ScriptedServer.Request request = server.requests().get(0);
        assertEquals("POST /api2/json/nodes/pve1/storage/local/upload HTTP/1.1", request.line());
        assertEquals("PVEAPIToken=ci@pve!test=s3cr3t", request.header("Authorization"));
        assertEquals("", request.header("Transfer-Encoding"));
        assertEquals("", request.header("Expect"));
        String type = request.header("Content-Type");
        assertTrue(type.matches("multipart/form-data; boundary=[A-Za-z0-9]{20,70}"), type);
        String boundary = "--" + type.substring(type.indexOf('=') + 1);
        assertEquals(boundary + "\r\nContent-Disposition: form-data; name=\"content\"\r\n\r\niso\r\n" + boundary
                + "\r\nContent-Disposition: form-data; name=\"checksum-algorithm\"\r\n\r\nsha256\r\n" + boundary
                + "\r\nContent-Disposition: form-data; name=\"checksum\"\r\n\r\nAB12\r\n" + boundary
                + "\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"debian.iso\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\nthe content\r\n--of the file\r\n" + boundary
                + "--\r\n", request.body());
        assertEquals(Integer.toString(request.body().length()), request.header("Content-Length"));
    }

    @Test
    void keepsTheConnectionAndChangesTheBoundary() {
        server.answersJson("{\"data\":1}").answersJson("{\"data\":2}");
        client.upload(upload());
        client.upload(upload());
        assertEquals(1, server.connections());
        assertNotEquals(server.requests().get(0).header("Content-Type"),
                server.requests().get(1).header("Content-Type"));
    }

    @Test
    void computesTheChecksumBeforeItSends() throws Exception {
        server.answersJson("{\"data\":1}");
        Files.writeString(file, "abc");
        client.upload(upload().checksummed(ChecksumAlgorithm.SHA256));
        assertTrue(server.requests().get(0).body()
                .contains("\r\n\r\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a\"b", "a\r\nX-Evil: 1", "a\0b"})
    void refusesNamesThatCouldMeanAnotherThing(String name) {
        assertThrows(IllegalArgumentException.class, () -> upload().named(name));
        assertThrows(IllegalArgumentException.class,
                () -> Upload.of(ApiPath.parse("/x"), UploadSource.stream(name, 0, InputStream::nullInputStream)));
    }

    @Test
    void refusesFieldsThatCouldMeanAnotherThing() {
        for (Parameter field : List.of(Parameter.of("a b", ""), Parameter.of("a\"b", ""), Parameter.of("filename", "x"),
                Parameter.of("content", "iso\r\n--x"))) {
            assertThrows(IllegalArgumentException.class, () -> upload().with(field));
        }
        assertThrows(IllegalArgumentException.class, () -> upload().checksum(ChecksumAlgorithm.MD5, "xyz"));
    }

    @Test
    void namesTravelInUtf8() {
        server.answersJson("{\"data\":1}");
        client.upload(upload().named("M\u00fcnchen 1.iso"));
        assertTrue(server.requests().get(0).body().contains("filename=\"M\u00fcnchen 1.iso\""));
    }

    @Test
    void tellsHowMuchLeft() {
        server.swallows().answersJson("{\"data\":1}");
        List<Long> moved = new ArrayList<>();
        client.upload(Upload.toStorage("pve1", "local", "iso", zeros(LARGE)).reportingTo((bytes, total) -> {
            assertEquals(LARGE, total);
            moved.add(bytes);
        }));
        assertEquals(LARGE, moved.getLast());
        assertEquals(moved.stream().distinct().sorted().toList(), moved);
        assertTrue(moved.size() < LARGE / TransferBuffer.SIZE, moved.size() + " reports");
    }

    @Test
    void breaksOffWhenAFileIsWrittenToMeanwhile() throws Exception {
        Files.write(file, new byte[8 << 20]);
        server.swallows();
        TransferException failure = assertThrows(TransferException.class,
                () -> client.upload(upload().reportingTo((bytes, total) -> append())));
        assertEquals(Reason.SOURCE_CHANGED, failure.reason());
        assertTrue(failure.notTaken());
        server.awaitEndOfConnection();
        assertEquals(List.of(), server.requests());
    }

    private void append() {
        try {
            Files.write(file, new byte[1], StandardOpenOption.APPEND);
        } catch (IOException problem) {
            throw new AssertionError(problem);
        }
    }

    @Test
    void breaksOffWhenThereIsMoreOrLessThanAnnounced() throws Exception {
        for (int length : new int[]{9, 11}) {
            UploadSource source = UploadSource.stream("x.iso", length,
                    () -> new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.US_ASCII)));
            TransferException failure = assertThrows(TransferException.class,
                    () -> client.upload(Upload.toStorage("pve1", "local", "iso", source)));
            assertEquals(Reason.SOURCE_CHANGED, failure.reason());
            server.awaitEndOfConnection();
        }
        assertEquals(List.of(), server.requests());
    }

    @Test
    void saysWhatCannotBeRead() throws Exception {
        for (Path path : List.of(folder.resolve("gone.iso"), folder)) {
            TransferException failure = assertThrows(TransferException.class,
                    () -> client.upload(Upload.toStorage("pve1", "local", "iso", UploadSource.file(path))));
            assertEquals(Reason.SOURCE_UNREADABLE, failure.reason());
        }
        UploadSource broken = UploadSource.stream("x.iso", 5, () -> {
            throw new IOException("the disk is gone");
        });
        String message = assertThrows(TransferException.class,
                () -> client.upload(Upload.toStorage("pve1", "local", "iso", broken))).getMessage();
        assertEquals("x.iso cannot be read: the disk is gone", message);
    }

    @Test
    void givesTheAnswerOfAServerThatRefusesEarly() {
        server.refusesEarly("HTTP/1.1 413 for data too large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        ApiException refused = assertThrows(ApiException.class,
                () -> client.upload(Upload.toStorage("pve1", "local", "iso", zeros(LARGE))));
        assertEquals(413, refused.status());
        assertEquals("for data too large", refused.text());
    }

    @Test
    void aConnectionThatBreaksInTheMiddleWasNotTaken() {
        server.refusesEarly("");
        ConnectionLostException lost = assertThrows(ConnectionLostException.class,
                () -> client.upload(Upload.toStorage("pve1", "local", "iso", zeros(LARGE))));
        assertTrue(lost.notTaken());
        assertEquals(1, server.connections());
    }

    @Test
    void aConnectionThatBreaksAfterTheLastByteMayHaveBeenTaken() {
        server.swallows().saysAndCloses("");
        try (ProxmoxClient impatient = server.client().outcomePatience(Duration.ZERO).build()) {
            OutcomeUnknownException lost = assertThrows(OutcomeUnknownException.class,
                    () -> impatient.upload(Upload.toStorage("pve1", "local", "iso", zeros(1000))));
            assertFalse(lost.notTaken());
        }
        assertEquals(1, server.requests().stream().filter(request -> request.line().startsWith("POST ")).count());
        assertEquals(1, server.connections());
    }

    @Test
    void endsWhenTheServerTakesNothingAnyMore() {
        server.takesNothing();
        AnswerTimeoutException late = assertThrows(AnswerTimeoutException.class,
                () -> client.upload(Upload.toStorage("pve1", "local", "iso", zeros(LARGE))
                        .withTimeout(Duration.ofMillis(700))));
        assertTrue(late.notTaken());
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        server.takesNothing();
        CompletableFuture<Boolean> moving = new CompletableFuture<>();
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                client.upload(Upload.toStorage("pve1", "local", "iso", zeros(LARGE))
                        .reportingTo((bytes, total) -> moving.complete(true)));
            } catch (ProxmoxException failure) {
                outcome.set(failure);
            }
        });
        server.awaitHead();
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(10)));
        RequestInterruptedException interrupted = (RequestInterruptedException) outcome.get();
        assertTrue(interrupted.notTaken());
    }

    @Test
    void readOnlyClientsSendNone() {
        try (ProxmoxClient reader = server.client().readOnly(true).build()) {
            assertThrows(RequestRefusedException.class, () -> reader.upload(upload()));
        }
        assertEquals(0, server.connections());
    }

    @Test
    void needsNoMemoryForTheContent() throws Exception {
        server.swallows().answersJson("{\"data\":1}").answersJson("{\"data\":1}");
        client.upload(Upload.toStorage("pve1", "local", "iso", zeros(1000)));
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
                .getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        client.upload(Upload.toStorage("pve1", "local", "iso", zeros(LARGE)));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(server.swallowed() > LARGE);
        assertTrue(allocated < LARGE / 4, allocated + " bytes");
    }
}
