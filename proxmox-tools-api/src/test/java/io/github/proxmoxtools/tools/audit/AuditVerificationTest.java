package io.github.proxmoxtools.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.audit.AuditVerification.Problem;
import io.github.proxmoxtools.tools.audit.AuditVerification.Reason;
import io.github.proxmoxtools.tools.audit.AuditVerification.UnknownOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done to a log is seen, and called by its name. */
class AuditVerificationTest {
    private static final int LENGTH = 7;
    private static final Origin ORIGIN = new Origin("proxmox 1.0", "", "pve1");

    @TempDir
    private Path temporary;
    private Path file;
    private List<String> lines;

    @BeforeEach
    void write() throws IOException {
        file = temporary.resolve("audit.jsonl");
        lines = new ArrayList<>(written(file, LENGTH));
    }

    private static List<String> written(Path file, int length) throws IOException {
        AuditLog log = AuditLog.at(file, ORIGIN);
        for (int i = 0; i < length; i++) {
            log.append(AuditLogTest.record("not_sent"));
        }
        return Files.readAllLines(file);
    }

    private AuditVerification found() throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
        return AuditVerification.of(file);
    }

    private void found(long line, Reason reason) throws IOException {
        AuditVerification found = found();
        assertEquals(Optional.of(new Problem(line, reason)), found.problem());
        assertFalse(found.holds());
        assertEquals(Map.of("line", line, "reason", reason.word()), found.toMap().get("problem"));
    }

    private static String edited(String line) {
        return line.replace("proxmox_vm_start", "proxmox_vm_sta7t");
    }

    /** As somebody would who knows how the digest is made. */
    private static String forged(String line) {
        AuditLine genuine = AuditLine.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return AuditLine.written(genuine.number(), genuine.previous(), Map.of("record", "not_sent", "tool", "forged"))
                .text();
    }

    @Test
    void aWholeLogHolds() throws IOException {
        AuditVerification found = found();
        assertTrue(found.holds());
        assertEquals(LENGTH, found.records());
        assertTrue(lines.getLast().contains("\"hash\":\"" + found.lastHash().orElseThrow() + "\"}"));
        assertTrue(lines.getFirst().contains(found.first().orElseThrow()));
        assertTrue(lines.getLast().contains(found.last().orElseThrow()));
        assertEquals(Optional.empty(), found.continues());
    }

    @Test
    void anEmptyLogHoldsAndNoneIsAFailure() throws IOException {
        Files.writeString(file, "");
        assertTrue(AuditVerification.of(file).holds());
        assertEquals(Map.of("holds", true, "records", 0L, "unknown_outcomes", 0L), AuditVerification.of(file).toMap());
        assertThrows(NoSuchFileException.class, () -> AuditVerification.of(temporary.resolve("none")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, LENGTH})
    void editedLines(int line) throws IOException {
        lines.set(line - 1, edited(lines.get(line - 1)));
        found(line, Reason.EDITED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, LENGTH})
    void linesThatAreNoRecordsAnyMore(int line) throws IOException {
        lines.set(line - 1, "nothing to see here");
        found(line, Reason.EDITED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, LENGTH - 1})
    void linesThatWereWrittenAnewWithADigestOfTheirOwn(int line) throws IOException {
        lines.set(line - 1, forged(lines.get(line - 1)));
        found(line, Reason.EDITED);
    }

    @Test
    void aLineThatNamesADigestOfAnotherKind() throws IOException {
        lines.set(3, lines.get(3).replaceFirst("[0-9a-f]{64}\"}$", "0".repeat(64) + "\"}"));
        found(4, Reason.EDITED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, LENGTH - 1})
    void removedLines(int line) throws IOException {
        lines.remove(line - 1);
        found(line, Reason.REMOVED);
    }

    @Test
    void severalRemovedLines() throws IOException {
        lines.subList(2, 5).clear();
        found(3, Reason.REMOVED);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, LENGTH})
    void copiesOfEarlierLines(int line) throws IOException {
        lines.add(line - 1, lines.getFirst());
        found(line, Reason.INSERTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void linesOfAnotherLog(int line) throws IOException {
        lines.add(line - 1, written(temporary.resolve("other"), 5).getLast());
        found(line, Reason.INSERTED);
    }

    @Test
    void aLineThatWasMadeToFitIn() throws IOException {
        lines.add(3, forged(lines.get(3)));
        found(4, Reason.INSERTED);
    }

    @Test
    void textBetweenTheLines() throws IOException {
        lines.add(3, "");
        found(4, Reason.INSERTED);
    }

    @Test
    void linesThatChangedPlaces() throws IOException {
        lines.add(3, lines.remove(4));
        found(4, Reason.REORDERED);
    }

    @Test
    void aLineThatWasMovedToTheEnd() throws IOException {
        lines.add(lines.remove(1));
        found(2, Reason.REORDERED);
    }

    @Test
    void theLastTwoLines() throws IOException {
        lines.add(LENGTH - 2, lines.removeLast());
        found(LENGTH - 1, Reason.REORDERED);
    }

    @Test
    void aPieceOfALineAtTheEnd() throws IOException {
        Files.writeString(file, Files.readString(file) + lines.getFirst().substring(0, 50));
        assertEquals(Optional.of(new Problem(LENGTH + 1, Reason.TORN)), AuditVerification.of(file).problem());
    }

    /** An edited line is no crash only because the next record says that there was one. */
    @Test
    void aLineThatWasEditedInFrontOfACrash() throws IOException {
        Files.writeString(file, Files.readString(file) + "{\"seq\":");
        AuditLog.at(file, ORIGIN).append(AuditLogTest.record("not_sent"));
        assertEquals(List.of(LENGTH + 1L), AuditVerification.of(file).toMap().get("torn_lines"));
        lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(LENGTH - 1, edited(lines.get(LENGTH - 1)));
        found(LENGTH, Reason.EDITED);
    }

    @Test
    void theFirstOfSeveralIsNamed() throws IOException {
        lines.set(5, edited(lines.get(5)));
        lines.remove(2);
        found(3, Reason.REMOVED);
    }

    @Test
    void linesThatAreCutOffAtTheEndAreMissedOnlyByWhoNotedTheLastDigest() throws IOException {
        String noted = found().lastHash().orElseThrow();
        AuditVerification whole = AuditVerification.of(file, noted.toUpperCase(Locale.ROOT));
        assertTrue(whole.holds());
        assertEquals(Map.of("hash", noted, "found", true, "records_since", 0L), whole.toMap().get("noted"));
        lines.removeLast();
        assertTrue(found().holds(), "the file alone cannot tell");
        AuditVerification cut = AuditVerification.of(file, noted);
        assertFalse(cut.holds());
        assertEquals(Map.of("hash", noted, "found", false), cut.toMap().get("noted"));
    }

    @Test
    void aLogThatGrewSinceTheDigestWasNotedHolds() throws IOException {
        String noted = found().lastHash().orElseThrow();
        AuditLog.at(file, ORIGIN).append(AuditLogTest.record("not_sent"));
        assertEquals(1, AuditVerification.of(file, noted).noted().orElseThrow().recordsSince());
        assertThrows(IllegalArgumentException.class, () -> AuditVerification.of(file, "abc"));
    }

    @Test
    void callsWithoutAnOutcomeAreNamed() throws IOException {
        AuditLog log = AuditLog.at(file, ORIGIN);
        long first = log.append(AuditLogTest.record("intent"));
        long second = log.append(AuditLogTest.record("intent"));
        log.append(Map.of("record", "outcome", "intent", first, "outcome", "done"));
        AuditVerification found = AuditVerification.of(file);
        assertTrue(found.holds());
        assertEquals(1, found.unknownCount());
        UnknownOutcome unknown = found.unknownOutcomes().getFirst();
        assertEquals(second, unknown.number());
        assertEquals("proxmox_vm_start", unknown.tool());
    }

    /** Each byte of a record counts, also those that mean nothing in JSON. */
    @Test
    void noByteCanBeChanged() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int end = lines.get(0).length() + lines.get(1).length() + 2;
        for (int i = lines.get(0).length() + 1; i < end; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            int place = i;
            assertFalse(AuditVerification.of(file).holds(), () -> "byte " + place);
        }
    }
}
