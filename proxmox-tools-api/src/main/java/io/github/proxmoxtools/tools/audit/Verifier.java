package io.github.proxmoxtools.tools.audit;

import io.github.proxmoxtools.tools.audit.AuditVerification.Noted;
import io.github.proxmoxtools.tools.audit.AuditVerification.Problem;
import io.github.proxmoxtools.tools.audit.AuditVerification.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through a log once; what it keeps does not grow with the log. */
final class Verifier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REMEMBERED = 1024;

    private final Optional<String> noted;
    private final OpenCalls calls = new OpenCalls();
    private final List<Long> unreadable = new ArrayList<>();
    private final List<Long> torn = new ArrayList<>();
    private final Map<String, Long> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long line;
    private long records;
    private @Nullable AuditLine first;
    private @Nullable AuditLine last;
    private @Nullable Problem problem;
    private @Nullable Break broken;
    private boolean isFound;
    private long since;

    private Verifier(Optional<String> noted) {
        this.noted = noted;
    }

    static AuditVerification verified(Path log, Optional<String> noted) throws IOException {
        Verifier verifier = new Verifier(noted);
        try (Lines lines = Lines.of(log, size(log.toAbsolutePath()))) {
            while (lines.next()) {
                verifier.see(lines);
            }
        }
        return verifier.result();
    }

    /** Nobody is in the middle of a line then; where nobody may lock the log, nobody may write to it either. */
    private static long size(Path log) throws IOException {
        if (!Files.isWritable(LogLock.fileOf(log))) {
            return Files.size(log);
        }
        return Undisturbed.call(() -> {
            try (LogLock lock = LogLock.take(log, PATIENCE)) {
                return Files.size(log);
            }
        });
    }

    private void see(Lines text) {
        line++;
        Optional<AuditLine> record = AuditLine.read(text.bytes());
        if (record.isPresent()) {
            see(record.get());
        } else if (text.isClosed()) {
            unreadable.add(line);
        } else {
            settleUnreadable(Reason.EDITED);
            found(line, Reason.TORN);
        }
    }

    private void see(AuditLine record) {
        judge(record);
        if (broken != null) {
            broken.see(record);
        }
        calls.see(record);
        records++;
        since++;
        noted.filter(hash -> hash.equals(record.hash()) || hash.equals(record.text(AuditLine.CONTINUES)))
                .ifPresent(hash -> find(record));
        first = first == null ? record : first;
        last = record;
        latest.put(record.hash(), line);
    }

    private void find(AuditLine record) {
        isFound = true;
        since = record.word().equals(AuditLine.BEGIN) && !noted.equals(Optional.of(record.hash())) ? 1 : 0;
    }

    private void judge(AuditLine record) {
        boolean follows = record.previous().equals(expected());
        if (!unreadable.isEmpty()) {
            boolean isCrash = follows && record.isAfterDamage();
            if (isCrash) {
                torn.addAll(unreadable);
                unreadable.clear();
            } else {
                settleUnreadable(follows ? Reason.INSERTED : Reason.EDITED);
            }
        }
        if (problem != null || broken != null) {
            return;
        }
        if (!follows) {
            broken = new Break(line, record, expected(), expectedNumber(), latest);
        } else if (record.number() != expectedNumber() && !begins(record)) {
            found(line, Reason.EDITED);
        }
    }

    private String expected() {
        return last == null ? AuditLine.NOTHING : last.hash();
    }

    private long expectedNumber() {
        return last == null ? 1 : last.number() + 1;
    }

    private boolean begins(AuditLine record) {
        return last == null && record.word().equals(AuditLine.BEGIN);
    }

    private void settleUnreadable(Reason reason) {
        if (!unreadable.isEmpty()) {
            found(unreadable.getFirst(), reason);
            unreadable.clear();
        }
    }

    private void found(long where, Reason reason) {
        if (problem == null && broken == null) {
            problem = new Problem(where, reason);
        }
    }

    private AuditVerification result() {
        settleUnreadable(Reason.EDITED);
        Optional<AuditLine> beginning = Optional.ofNullable(first);
        Optional<AuditLine> end = Optional.ofNullable(last);
        return new AuditVerification(records, beginning.map(Verifier::time), end.map(Verifier::time),
                Optional.ofNullable(broken == null ? problem : broken.judged()), torn, calls.first(), calls.count(),
                beginning.map(record -> record.text(AuditLine.CONTINUES)).filter(hash -> !hash.isEmpty()),
                end.map(AuditLine::hash), noted.map(hash -> new Noted(hash, isFound, isFound ? since : 0)));
    }

    private static String time(AuditLine record) {
        return record.text(AuditLine.TIME);
    }
}
