package io.github.proxmoxtools.client.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.Host;
import io.github.proxmoxtools.client.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberFileTest {
    private static final Member ONE = new Member("pve1", new Host("192.0.2.1", 8006), "AB:".repeat(31) + "AB");
    private static final Member SIX = new Member("pve6", new Host("2001:db8::6", 8443), "CD:".repeat(31) + "CD");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("members");
    }

    @Test
    void remembersEachClusterApart() {
        var lab = new MemberFile(file(), "lab:8006");
        var office = new MemberFile(file(), "office:8006");
        lab.save(List.of(ONE, SIX));
        office.save(List.of(SIX));
        lab.save(List.of(ONE));
        assertEquals(List.of(ONE), lab.load());
        assertEquals(List.of(SIX), office.load());
        assertEquals(List.of(), new MemberFile(file(), "lab").load());
    }

    @Test
    void onlyTheOwnerReadsItAndNothingElseIsInTheFolder() throws Exception {
        new MemberFile(file(), "lab").save(List.of(ONE));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        List<String> lines = Files.readAllLines(file());
        assertTrue(lines.get(0).matches("lab\tasked\t[0-9TZ:.-]+"), lines::toString);
        assertEquals(List.of("lab\tpve1\t192.0.2.1:8006\t" + "AB:".repeat(31) + "AB"), lines.subList(1, 2));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void aFileThatOthersCanWriteIsNotBelieved() throws Exception {
        var memory = new MemberFile(file(), "lab");
        memory.save(List.of(ONE));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw----"));
        assertEquals(List.of(), memory.load());
    }

    @Test
    void damagedLinesAndMissingFoldersAreNoFailure() throws Exception {
        Files.writeString(file(), "lab\tpve1\nlab\tpve1\tx y\tAB\nlab\n\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertEquals(List.of(), new MemberFile(file(), "lab").load());
        var nowhere = new MemberFile(folder.resolve("none").resolve("members"), "lab");
        nowhere.save(List.of(ONE));
        assertEquals(List.of(), nowhere.load());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void isFreshForADay() throws Exception {
        var memory = new MemberFile(file(), "lab");
        assertFalse(memory.isFresh());
        memory.save(List.of());
        assertTrue(memory.isFresh(), "also where nothing was told");
        assertFalse(new MemberFile(file(), "other").isFresh());
        Files.writeString(file(), "lab\tasked\t" + Instant.now().minus(Duration.ofHours(25)) + "\n");
        assertFalse(memory.isFresh());
        Files.writeString(file(), "lab\tasked\tyesterday\n");
        assertFalse(memory.isFresh());
    }

    @Test
    void nothingIsAskedForWhereNothingCanBeRemembered() {
        assertTrue(new MemberFile(folder.resolve("none").resolve("members"), "lab").isFresh());
    }
}
