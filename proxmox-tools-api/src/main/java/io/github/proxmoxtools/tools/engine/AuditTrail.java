package io.github.proxmoxtools.tools.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what an engine's calls changed; it is told before the first write of a call, and again when the call has ended.
 *
 * <p>Of calls that only read, and of plans, it hears nothing.
 */
public interface AuditTrail {
    /** Keeps nothing. */
    AuditTrail NONE = new AuditTrail() {
        @Override
        public long append(Map<String, @Nullable Object> record) {
            return 0;
        }

        @Override
        public List<Path> files() {
            return List.of();
        }
    };

    /**
     * Keeps a record; comes back when a crash can no longer take it away.
     *
     * @param record text, numbers, booleans, lists and maps by name; secrets are masked
     * @return the number of the record
     * @throws IOException if it is not certain that the record is kept; the write that it announces is then not sent
     */
    long append(Map<String, @Nullable Object> record) throws IOException;

    /**
     * Gives the files of its own, which no tool may read.
     *
     * @return the files, made or not yet made
     */
    List<Path> files();
}
