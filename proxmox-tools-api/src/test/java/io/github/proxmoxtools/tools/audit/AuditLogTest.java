package io.github.proxmoxtools.tools.audit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.engine.Digest;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

@Timeout(120)
class AuditLogTest {
    private static final Origin ORIGIN = new Origin("proxmox 1.0", "lab", "pve1");

    @TempDir
    private Path temporary;
    private Path file;
    private AuditLog log;

    @BeforeEach
    void start() throws IOException {
        file = temporary.toRealPath().resolve("audit.jsonl");
        log = AuditLog.at(file, ORIGIN);
    }

    @Test
    void logsDoNotWaitForEachOther() throws Exception {
        Path other = file.resolveSibling("other.jsonl");
        try (LogLock held = LogLock.take(other, Duration.ofSeconds(1))) {
            Thread writer = Thread.ofVirtual().start(() -> assertDoesNotThrow(() -> log.append(record("call"))));
            assertTrue(writer.join(Duration.ofSeconds(5)), "it waits for " + held);
        }
        assertEquals(1, Files.readAllLines(file).size());
    }

    static Map<String, @Nullable Object> record(String word) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("record", word);
        record.put("tool", "proxmox_vm_start");
        return record;
    }

    private Map<?, ?> line(int number) throws IOException {
        return (Map<?, ?>) JsonText.parse(Files.readAllLines(file).get(number - 1));
    }

    private void holds(long records) throws IOException {
        AuditVerification found = AuditVerification.of(file);
        assertEquals(Optional.empty(), found.problem());
        assertEquals(records, found.records());
    }

    private void refused(String reason) {
        IOException refusal = assertThrows(IOException.class, () -> log.append(record("intent")));
        assertTrue(refusal.toString().contains(reason), refusal.toString());
    }

    @Test
    void aLineSaysWhenWhoAndWhereAndNamesTheOneBefore() throws IOException {
        assertEquals(1, log.append(record("intent")));
        assertEquals(2, log.append(record("outcome")));
        Map<?, ?> first = line(1);
        assertEquals(
                List.of("seq", "time", "record", "program", "os_user", "context", "host", "tool", "previous", "hash"),
                List.copyOf(first.keySet()));
        assertTrue(String.valueOf(first.get("time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertEquals("0".repeat(64), first.get("previous"));
        assertEquals(first.get("hash"), line(2).get("previous"));
    }

    /** As the page on the log says it can be done with sed and sha256sum. */
    @Test
    void theDigestIsThatOfTheLineWithoutIt() throws IOException {
        log.append(record("intent"));
        String line = Files.readString(file).strip();
        String without = line.replaceFirst(",\"hash\":\"[0-9a-f]{64}\"}$", "}");
        assertEquals(line(1).get("hash"), Digest.sha256(without.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        log.append(record("intent"));
        for (Path own : log.files()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)),
                    own.toString());
        }
    }

    @Test
    void whatItHoldsIsNotChanged() throws IOException {
        log.append(record("intent"));
        String before = Files.readString(file);
        log.append(record("outcome"));
        assertTrue(Files.readString(file).startsWith(before));
    }

    @Test
    void anyTextIsOneLine() throws IOException {
        Map<String, @Nullable Object> odd = record("intent");
        odd.put("writes", "a\nb\u2028\r\u0000\"\\}\ud800 ü");
        log.append(odd);
        log.append(record("outcome"));
        assertEquals(2, Files.readString(file).chars().filter(c -> c == '\n').count());
        holds(2);
    }

    @Test
    void manyThreadsWithLogsOfTheirOwnMakeOneChain() throws Exception {
        List<Callable<Long>> appends = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            appends.add(() -> AuditLog.at(file, ORIGIN).append(record("not_sent")));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Long> append : threads.invokeAll(appends)) {
                append.get();
            }
        }
        holds(120);
    }

    @Test
    void severalProcessesMakeOneChain() throws Exception {
        List<Process> others = List.of(appender(40), appender(40));
        for (int i = 0; i < 40; i++) {
            log.append(record("not_sent"));
        }
        for (Process other : others) {
            assertTrue(other.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, other.exitValue(), () -> new String(read(other), StandardCharsets.UTF_8));
        }
        holds(120);
    }

    private static byte[] read(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            return String.valueOf(e).getBytes(StandardCharsets.UTF_8);
        }
    }

    private Process appender(int records) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Appender.class.getName(),
                file.toString(), Integer.toString(records)).redirectErrorStream(true).start();
    }

    @Test
    void whoIsInterruptedWritesAllTheSameAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        try {
            log.append(record("outcome"));
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt is for whoever comes next");
        }
        holds(1);
    }

    @Test
    void whoIsInterruptedWhileWritingTearsNoLine() throws Exception {
        Thread writer = Thread.ofPlatform().start(() -> assertDoesNotThrow(() -> {
            for (int i = 0; i < 200; i++) {
                log.append(record("outcome"));
            }
        }));
        while (writer.isAlive()) {
            writer.interrupt();
        }
        holds(200);
        assertEquals(List.of(), AuditVerification.of(file).tornLines());
    }

    @Test
    void doesNotWaitForeverForAnotherProcess() throws Exception {
        log.append(record("intent"));
        Path lock = log.files().get(1);
        log = new AuditLog(file, ORIGIN, Duration.ofMillis(30));
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            other.lock();
            IOException busy = assertThrows(IOException.class, () -> log.append(record("intent")));
            assertTrue(busy.getMessage().contains("somebody else holds its lock"), busy.getMessage());
        }
        log.append(record("outcome"));
        holds(2);
    }

    @Test
    void aPieceOfALineIsLeftAndSaid() throws IOException {
        log.append(record("intent"));
        log.append(record("outcome"));
        String whole = Files.readString(file);
        Files.writeString(file, whole + whole.lines().toList().get(1).substring(0, 90));
        assertEquals(3, log.append(record("intent")));
        assertEquals(true, line(4).get("after_damage"));
        assertEquals(line(2).get("hash"), line(4).get("previous"));
        holds(3);
        assertEquals(List.of(3L), AuditVerification.of(file).tornLines());
    }

    @Test
    void aPieceOfTheFirstLineIsLeftToo() throws IOException {
        Files.writeString(file, "{\"seq\":1,\"ti");
        assertEquals(1, log.append(record("intent")));
        assertEquals(true, line(2).get("after_damage"));
        holds(1);
    }

    @Test
    void aLineThatLacksItsEndOnlyIsWhole() throws IOException {
        log.append(record("intent"));
        Files.writeString(file, Files.readString(file).strip());
        log.append(record("outcome"));
        assertFalse(line(2).containsKey("after_damage"));
        holds(2);
    }

    @Test
    void aFileOfAnotherKindIsNotWrittenTo() throws IOException {
        Files.writeString(file, "something\nelse\n");
        refused("holds something else than an audit log");
        assertEquals("something\nelse\n", Files.readString(file));
    }

    @Test
    void placesWhereEverybodyMayWriteAreRefused() throws IOException {
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        refused("can be written by everybody");
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
        log.append(record("intent"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        refused("can be written by everybody");
    }

    @Test
    void linksFoldersAndWhatIsNotThereAreRefused() throws IOException {
        Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "");
        Files.createSymbolicLink(file, elsewhere);
        refused("is a link or no file");
        assertEquals("", Files.readString(elsewhere));
        Files.delete(file);
        Files.createDirectory(file);
        refused("is a link or no file");
        log = AuditLog.at(temporary.resolve("missing").resolve("audit.jsonl"), ORIGIN);
        refused("its folder does not exist");
    }

    /** Whoever may write into the folder may do so at any moment, also between a look at the file and its opening. */
    @Test
    void aLinkThatTakesThePlaceOfTheLogLeadsNowhere() throws Exception {
        Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "");
        Path put = temporary.resolve("put");
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Thread swapping = Thread.ofPlatform().start(() -> assertDoesNotThrow(() -> {
            while (goesOn.get()) {
                Files.createSymbolicLink(put, elsewhere);
                Files.move(put, file, StandardCopyOption.ATOMIC_MOVE);
                Files.createFile(put);
                Files.move(put, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }));
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (System.nanoTime() < end && Files.size(elsewhere) == 0) {
                tryToAppend();
            }
        } finally {
            goesOn.set(false);
            swapping.join();
        }
        assertEquals("", Files.readString(elsewhere));
    }

    private void tryToAppend() {
        try {
            log.append(record("intent"));
        } catch (IOException refused) {
            assertFalse(refused.toString().isEmpty());
        }
    }

    @Test
    void aLogThatWasPutAwayIsContinued() throws IOException {
        Path old = temporary.resolve("audit-1.jsonl");
        assertThrows(NoSuchFileException.class, () -> log.rotate(old));
        log.append(record("intent"));
        String hash = log.rotate(old);
        assertEquals(hash, AuditVerification.of(old).lastHash().orElseThrow());
        assertEquals(3, log.append(record("outcome")));
        AuditVerification found = AuditVerification.of(file, hash);
        assertTrue(found.holds(), found.toString());
        assertEquals(Optional.of(hash), found.continues());
        assertEquals(2, found.noted().orElseThrow().recordsSince());
        assertThrows(FileAlreadyExistsException.class, () -> log.rotate(old));
    }

    @Test
    void whoWroteTheOldLogMayWriteTheNewOne() throws IOException {
        log.append(record("intent"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        log.rotate(temporary.resolve("audit-1.jsonl"));
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aRotationThatFailsBetweenItsTwoNamesTakesTheSecondOneBack() throws IOException {
        log.append(record("intent"));
        Path old = Files.createLink(temporary.resolve("audit-1.jsonl"), file);
        assertThrows(NoSuchFileException.class, () -> log.takeThePlace(temporary.resolve("lost"), old));
        assertFalse(Files.exists(old));
        log.append(record("outcome"));
        holds(2);
    }

    @Test
    void aLogThatCannotBePutThereStaysWhereItIs() throws IOException {
        log.append(record("intent"));
        assertThrows(NoSuchFileException.class, () -> log.rotate(temporary.resolve("nowhere/audit-1.jsonl")));
        assertEquals(2, log.append(record("outcome")));
        assertTrue(AuditVerification.of(file).holds());
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(Set.of("audit.jsonl", "audit.jsonl.lock"),
                    files.map(path -> path.getFileName().toString()).collect(Collectors.toSet()));
        }
    }
}
