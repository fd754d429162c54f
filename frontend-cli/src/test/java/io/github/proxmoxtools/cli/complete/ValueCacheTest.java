package io.github.proxmoxtools.cli.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueCacheTest {
    private static final List<List<String>> ROWS = List.of(List.of("web-01", "", "pve1"), List.of("x", "y", ""));

    @TempDir
    private Path folder;

    private ValueCache later(Duration time) {
        return new ValueCache(Optional.of(folder.resolve("new")),
                Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC));
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("new/completion"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void keepsForHalfAMinute() {
        later(Duration.ZERO).keep("key", ROWS);
        assertEquals(Optional.of(ROWS), later(Duration.ofSeconds(29)).find("key"));
        assertEquals(Optional.empty(), later(Duration.ofSeconds(32)).find("key"));
        assertEquals(Optional.empty(), later(Duration.ofSeconds(1)).find("other key"));
    }

    @Test
    void keepsAFailureForTenSeconds() {
        later(Duration.ZERO).keep("key", List.of());
        assertEquals(Optional.of(List.of()), later(Duration.ofSeconds(9)).find("key"));
        assertEquals(Optional.empty(), later(Duration.ofSeconds(12)).find("key"));
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        later(Duration.ZERO).keep("key", ROWS);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
    }

    @Test
    void readsNoLinkThatSomebodyPutThere() throws IOException {
        later(Duration.ZERO).keep("key", ROWS);
        Path file = file();
        Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        assertEquals(Optional.empty(), later(Duration.ofSeconds(1)).find("key"));
    }

    @Test
    void doesWithoutAFolder() throws IOException {
        ValueCache cache = new ValueCache(Optional.of(Files.createFile(folder.resolve("no folder"))),
                Clock.systemUTC());
        cache.keep("key", ROWS);
        assertEquals(Optional.empty(), cache.find("key"));
        assertEquals(Optional.empty(), new ValueCache(Optional.empty(), Clock.systemUTC()).find("key"));
    }
}
