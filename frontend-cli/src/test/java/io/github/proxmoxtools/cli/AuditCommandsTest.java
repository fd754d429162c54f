package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that the command line writes, and what is said when somebody changes it. */
class AuditCommandsTest {
    @TempDir
    private Path folder;
    @AutoClose
    private Workbench bench;
    private FakeTerminal terminal;
    private Path log;

    @BeforeEach
    void start() {
        bench = Workbench.connected(folder);
        terminal = bench.terminal;
        log = folder.resolve("audit.jsonl");
        bench.environment.put("PROXMOX_AUDIT_LOG", log.toString());
    }

    @Test
    void whatWasWrittenHolds() throws IOException {
        assertEquals(0, bench.run("vm", "start", "103"), terminal.err());
        assertEquals(2, Files.readAllLines(log).size());
        assertEquals(0, bench.run("audit", "verify", log.toString()), terminal.err());
        assertTrue(terminal.out().contains("holds") && terminal.out().contains("true"), terminal.out());
    }

    @Test
    void whatWasChangedDoesNot() throws IOException {
        assertEquals(0, bench.run("vm", "start", "103"), terminal.err());
        Files.writeString(log, Files.readString(log).replaceFirst("vm_start", "vm_sturt"));
        assertEquals(1, bench.run("audit", "verify", log.toString(), "-o", "json"));
        assertTrue(terminal.out().contains("\"reason\" : \"edited\""), terminal.out());
    }

    @Test
    void aLogThatIsPutAwayIsContinued() throws IOException {
        Path away = folder.resolve("audit-1.jsonl");
        assertEquals(0, bench.run("vm", "start", "103"), terminal.err());
        assertEquals(0, bench.run("audit", "rotate", log.toString(), away.toString(), "-o", "json"), terminal.err());
        String hash = terminal.out().replaceAll("(?s).*\"last_hash\" : \"([0-9a-f]{64})\".*", "$1");
        assertEquals(0, bench.run("vm", "stop", "103", "--yes"), terminal.err());
        assertEquals(3, Files.readAllLines(log).size());
        assertEquals(0, bench.run("audit", "verify", log.toString(), "--last", hash), terminal.err());
        assertEquals(2, bench.run("audit", "rotate", log.toString(), away.toString()));
        assertTrue(terminal.err().contains("audit-1.jsonl' is there already; nothing was changed"), terminal.err());
        assertEquals(2, bench.run("audit", "rotate", folder.resolve("none").toString(), away + "2"));
        assertTrue(terminal.err().contains("none' is no file"), terminal.err());
    }

    @Test
    void wrongFilesAndHashesAreNamed() throws IOException {
        assertEquals(2, bench.run("audit", "verify", folder.resolve("none").toString()));
        assertTrue(terminal.err().contains("none"), terminal.err());
        assertEquals(0, bench.run("vm", "start", "103"), terminal.err());
        assertEquals(2, bench.run("audit", "verify", log.toString(), "--last", "12"));
        assertTrue(terminal.err().contains("64 hexadecimal digits"), terminal.err());
    }
}
