package io.github.proxmoxtools.cli.complete;

import io.github.proxmoxtools.tools.engine.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Keeps lists of names for some seconds, in files that only their owner reads; without a folder nothing is kept. */
final class ValueCache {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration FRESH_FAILURE = Duration.ofSeconds(10);
    private static final long LARGEST = 8L << 20;

    private final Optional<Path> folder;
    private final Clock clock;

    ValueCache(Optional<Path> folder, Clock clock) {
        this.folder = folder.map(path -> path.resolve("completion"));
        this.clock = clock;
    }

    /**
     * Finds what was kept.
     *
     * @param key tells one list from another, and whose it is; only its digest becomes a name
     * @return the rows; no rows where reading them failed lately
     */
    Optional<List<List<String>>> find(String key) {
        return folder.flatMap(path -> read(path.resolve(name(key))));
    }

    private Optional<List<List<String>>> read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
            Duration limit = Files.size(file) == 0 ? FRESH_FAILURE : FRESH;
            if (age.isNegative() || age.compareTo(limit) > 0) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllLines(file).stream().map(line -> Arrays.asList(line.split("\t", -1)))
                    .toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a list; that it cannot be kept is no failure.
     *
     * @param key as for {@link #find}
     * @param rows texts without tabs and line breaks
     */
    void keep(String key, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(String.join("\t", row)).append('\n'));
        folder.ifPresent(path -> write(path, path.resolve(name(key)), text.toString()));
    }

    private static void write(Path folder, Path file, String text) {
        try {
            Files.createDirectories(folder, permissions("rwx------"));
            Path fresh = Files.createTempFile(folder, "new", "", permissions("rw-------"));
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // It is read again the next time.
        }
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private static String name(String key) {
        return Digest.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }
}
