package io.github.proxmoxtools.tools.audit;

import io.github.proxmoxtools.client.settings.Settings;
import io.github.proxmoxtools.client.settings.SettingsException;
import io.github.proxmoxtools.tools.engine.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A log of JSON lines, each of which names the line before it by its SHA-256 digest.
 *
 * <p>Any number of threads and processes may append to one log. A record is on the disk when {@link #append} comes back. A
 * log is made with the first record, readable by its owner only; its folder must exist. Links, files that are no log, and
 * files and folders that everybody may write to are refused. {@link AuditVerification} judges whether a log is whole.
 */
public final class AuditLog implements AuditTrail {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path file;
    private final Origin origin;
    private final Duration patience;

    AuditLog(Path file, Origin origin, Duration patience) {
        this.file = file.toAbsolutePath().normalize();
        this.origin = origin;
        this.patience = patience;
    }

    /**
     * Takes the log that settings name.
     *
     * @param program the program and its version
     * @param settings name the cluster, and a file or none
     * @return the log, or {@link AuditTrail#NONE}
     * @throws SettingsException if the file is named in a way that cannot be used
     */
    public static AuditTrail of(String program, Settings settings) {
        return settings.auditLog().<AuditTrail>map(file -> at(file, Origin.of(program, settings)))
                .orElse(AuditTrail.NONE);
    }

    /**
     * Names a log; nothing is opened or made before the first record.
     *
     * @param file the log
     * @param origin stands in each record
     * @return the log
     */
    public static AuditLog at(Path file, Origin origin) {
        return new AuditLog(file, origin, PATIENCE);
    }

    @Override
    public List<Path> files() {
        return List.of(file, LogLock.fileOf(file));
    }

    @Override
    public long append(Map<String, @Nullable Object> record) throws IOException {
        return alone(() -> appended(record));
    }

    private <T> T alone(Callable<T> work) throws IOException {
        return Undisturbed.call(() -> {
            LogFile.judgeFolder(file);
            try (LogLock lock = LogLock.take(file, patience)) {
                return work.call();
            }
        });
    }

    /**
     * Puts the log away and begins a new one, whose first record names the last of the old one.
     *
     * <p>What appends meanwhile waits. The new log has the owner, the group and the permissions of the old one. A log that is merely renamed is followed by one that names nothing.
     *
     * @param old where the log is put; nothing may be there, and it must be on the same file system
     * @return the digest of the last record that was put away
     * @throws IOException if there is no log, or it cannot be put there
     */
    public String rotate(Path old) throws IOException {
        return alone(() -> rotated(old));
    }

    private String rotated(Path old) throws IOException {
        AuditLine last = last();
        Path successor = LogFile.successor(file);
        try {
            begin(successor, last);
            // A second name first, and then the first one for the new log: at no moment is there none, nor half of one.
            Files.createLink(old, file);
            takeThePlace(successor, old);
        } finally {
            Files.deleteIfExists(successor);
        }
        return last.hash();
    }

    private void begin(Path successor, AuditLine last) throws IOException {
        Map<String, @Nullable Object> first = new LinkedHashMap<>();
        first.put(AuditLine.RECORD, AuditLine.BEGIN);
        first.put(AuditLine.CONTINUES, last.hash());
        try (LogFile log = LogFile.open(successor)) {
            log.append(AuditLine.written(last.number() + 1, AuditLine.NOTHING, content(first, false)), false);
        }
    }

    /** Where that fails, the log has its own name only, as before. */
    void takeThePlace(Path successor, Path old) throws IOException {
        try {
            Files.move(successor, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.delete(old);
            throw e;
        }
    }

    private AuditLine last() throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (LogFile log = LogFile.open(file)) {
            return log.end().last().orElseThrow(() -> new IOException(file + " holds no record"));
        }
    }

    private long appended(Map<String, @Nullable Object> record) throws IOException {
        try (LogFile log = LogFile.open(file)) {
            LogFile.End end = log.end();
            long number = 1;
            String previous = AuditLine.NOTHING;
            if (end.last().isPresent()) {
                number = end.last().get().number() + 1;
                previous = end.last().get().hash();
            }
            log.append(AuditLine.written(number, previous, content(record, end.isDamaged())), end.isOpen());
            return number;
        }
    }

    private Map<String, @Nullable Object> content(Map<String, @Nullable Object> record, boolean isAfterDamage) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put(AuditLine.TIME, TIME.format(Instant.now()));
        content.put(AuditLine.RECORD, record.get(AuditLine.RECORD));
        if (isAfterDamage) {
            content.put(AuditLine.AFTER_DAMAGE, true);
        }
        content.putAll(origin.fields());
        content.putAll(record);
        return content;
    }
}
