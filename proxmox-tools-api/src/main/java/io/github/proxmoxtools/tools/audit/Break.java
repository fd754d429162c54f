package io.github.proxmoxtools.tools.audit;

import io.github.proxmoxtools.tools.audit.AuditVerification.Problem;
import io.github.proxmoxtools.tools.audit.AuditVerification.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that does not follow the one before it; what the lines around it say tells why.
 *
 * <p>A record whose predecessor comes later was moved. Where what should have come here comes later, this one was put in. And
 * one whose predecessor lies further back shows that the lines in between were put in.
 */
final class Break {
    private final long line;
    private final AuditLine record;
    private final String expected;
    private final long expectedNumber;
    private final Map<String, Long> before;
    private boolean predecessorFollows;
    private boolean successorFollows;

    /**
     * Looks at the lines before.
     *
     * @param line the line of the record
     * @param record the record
     * @param expected the digest that it should name
     * @param expectedNumber the number that it should have
     * @param before the lines of the latest records before it, by digest
     */
    Break(long line, AuditLine record, String expected, long expectedNumber, Map<String, Long> before) {
        this.line = line;
        this.record = record;
        this.expected = expected;
        this.expectedNumber = expectedNumber;
        this.before = new LinkedHashMap<>(before);
    }

    /** Looks at a line after it. */
    void see(AuditLine later) {
        predecessorFollows |= later.hash().equals(record.previous());
        successorFollows |= later.previous().equals(expected);
    }

    Problem judged() {
        if (before.containsKey(record.hash())) {
            return new Problem(line, Reason.INSERTED);
        }
        if (predecessorFollows) {
            return new Problem(line, Reason.REORDERED);
        }
        if (successorFollows) {
            return new Problem(line, Reason.INSERTED);
        }
        @Nullable
        Long predecessor = before.get(record.previous());
        if (predecessor != null) {
            return new Problem(predecessor + 1, Reason.INSERTED);
        }
        return byNumber();
    }

    /** A record that was written anew with a digest of its own shows in the one after it. */
    private Problem byNumber() {
        if (record.number() > expectedNumber) {
            return new Problem(line, Reason.REMOVED);
        }
        return record.number() == expectedNumber
                ? new Problem(Math.max(1, line - 1), Reason.EDITED)
                : new Problem(line, Reason.INSERTED);
    }
}
