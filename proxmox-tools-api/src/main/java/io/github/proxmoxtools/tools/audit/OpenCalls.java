package io.github.proxmoxtools.tools.audit;

import io.github.proxmoxtools.tools.audit.AuditVerification.UnknownOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls whose outcome has not yet come by. */
final class OpenCalls {
    private static final int SHOWN = 100;

    private final Map<Long, UnknownOutcome> open = new LinkedHashMap<>();

    void see(AuditLine line) {
        if (line.word().equals(AuditLine.INTENT)) {
            open.put(line.number(),
                    new UnknownOutcome(line.number(), line.text(AuditLine.TIME), line.text("tool")));
        } else if (line.word().equals(AuditLine.OUTCOME)
                && line.fields().get(AuditLine.INTENT) instanceof Long intent) {
            open.remove(intent);
        }
    }

    long count() {
        return open.size();
    }

    List<UnknownOutcome> first() {
        return open.values().stream().limit(SHOWN).toList();
    }
}
