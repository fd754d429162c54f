package io.github.proxmoxtools.tools.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is found when a log is checked from its first line to its last.
 *
 * <p>A log that was cut off at its end, between two lines, is whole by itself: only a digest that was noted elsewhere tells.
 * And who may write the file can write all of it anew.
 *
 * @param records how many records are whole
 * @param first the time of the first one, ISO-8601
 * @param last the time of the last one, ISO-8601
 * @param problem the first line at which the chain does not hold
 * @param tornLines pieces of lines that a crash left, and that the record after them speaks of; the chain holds over them
 * @param unknownOutcomes calls that were announced and of which no outcome was written, the first 100
 * @param unknownCount how many such calls there are
 * @param continues the digest of the last record of the log before this one, if this one names it
 * @param lastHash the digest of the last record, to be noted where nobody who may write the log can write
 * @param noted what became of the digest that had been noted, if one was given
 */
public record AuditVerification(long records, Optional<String> first, Optional<String> last, Optional<Problem> problem,
        List<Long> tornLines, List<UnknownOutcome> unknownOutcomes, long unknownCount, Optional<String> continues,
        Optional<String> lastHash, Optional<Noted> noted) {
    /** Copies the lists. */
    public AuditVerification {
        tornLines = List.copyOf(tornLines);
        unknownOutcomes = List.copyOf(unknownOutcomes);
    }

    /**
     * Checks a log as far as it is written now.
     *
     * @param log the log, or one that was put away
     * @return what was found
     * @throws IOException if it cannot be read
     */
    public static AuditVerification of(Path log) throws IOException {
        return Verifier.verified(log, Optional.empty());
    }

    /**
     * Checks a log as far as it is written now, and that it still holds all up to a record that was the last one once.
     *
     * @param log the log, or one that was put away
     * @param lastHash the digest of that record, as an earlier check or a rotation gave it
     * @return what was found
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if that is no SHA-256 digest
     */
    public static AuditVerification of(Path log, String lastHash) throws IOException {
        String hash = lastHash.strip().toLowerCase(Locale.ROOT);
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a digest has 64 hexadecimal digits");
        }
        return Verifier.verified(log, Optional.of(hash));
    }

    /** What was done to a line. */
    public enum Reason {
        /** It is not what was written. */
        EDITED,
        /** Lines before it are gone. */
        REMOVED,
        /** It was not written at this place. */
        INSERTED,
        /** It stood behind others that now follow it. */
        REORDERED,
        /** It is a piece of a line, and nothing follows it. */
        TORN;

        /**
         * Gives the word for people and programs.
         *
         * @return lower case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where the chain does not hold.
     *
     * @param line the line's number, from 1
     * @param reason what was done to it, as far as it can be told
     */
    public record Problem(long line, Reason reason) {}

    /**
     * A call that may or may not have been sent.
     *
     * @param number the number of its record
     * @param time when it was announced
     * @param tool the tool
     */
    public record UnknownOutcome(long number, String time, String tool) {}

    /**
     * What became of a digest that had been noted.
     *
     * @param hash the digest
     * @param found whether the log holds its record
     * @param recordsSince how many records follow it
     */
    public record Noted(String hash, boolean found, long recordsSince) {}

    /**
     * Tells whether nothing speaks against the log.
     *
     * @return whether the chain holds, and leads over the noted digest if there is one
     */
    public boolean holds() {
        return problem.isEmpty() && noted.filter(digest -> !digest.found()).isEmpty();
    }

    /**
     * Gives the JSON form.
     *
     * @return holds, records, first, last, problem, torn_lines, unknown_outcomes and their count, continues, last_hash and
     *         noted; without what there is not
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("holds", holds());
        map.put("records", records);
        first.ifPresent(time -> map.put("first", time));
        last.ifPresent(time -> map.put("last", time));
        problem.ifPresent(found -> map.put("problem", Map.of("line", found.line(), "reason", found.reason().word())));
        if (!tornLines.isEmpty()) {
            map.put("torn_lines", tornLines);
        }
        map.put("unknown_outcomes", unknownCount);
        if (unknownCount > 0) {
            map.put("unknown", unknownOutcomes.stream().map(AuditVerification::described).toList());
        }
        continues.ifPresent(hash -> map.put(AuditLine.CONTINUES, hash));
        lastHash.ifPresent(hash -> map.put("last_hash", hash));
        noted.ifPresent(digest -> map.put("noted", described(digest)));
        return map;
    }

    private static Map<String, Object> described(UnknownOutcome call) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(AuditLine.SEQ, call.number());
        map.put(AuditLine.TIME, call.time());
        map.put("tool", call.tool());
        return map;
    }

    private static Map<String, Object> described(Noted digest) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("hash", digest.hash());
        map.put("found", digest.found());
        if (digest.found()) {
            map.put("records_since", digest.recordsSince());
        }
        return map;
    }
}
