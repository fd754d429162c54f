package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that do not stand in the settings file. */
class SecretsElsewhereTest {
    @TempDir
    private Path folder;

    @AutoClose
    private Workbench bench;
    private Path store;

    @BeforeEach
    void open() throws IOException {
        bench = new Workbench(folder.resolve("config"));
        store = Files.writeString(folder.resolve("store"), bench.simulator.adminTokenSecret() + "\n");
    }

    private void settings(String way) throws IOException {
        bench.write(".env", bench.admin().replaceAll("PROXMOX_TOKEN_SECRET=.*\n", "") + way + "\n");
    }

    @Test
    void aCommandIsRunForATool() throws IOException {
        settings("PROXMOX_CREDENTIAL_COMMAND='sh -c \"echo unlocked >&2; cat " + store + "\"'");
        assertEquals(0, bench.run("vm", "list", "-q"), bench.shown());
        assertTrue(bench.terminal.err().contains("unlocked"), bench.shown());
        bench.piping();
        assertEquals(0, bench.run("doctor"), bench.shown());
    }

    @Test
    void explainingRunsNothingAndTellsWhatIsHidden() throws IOException {
        Path trace = folder.resolve("ran");
        settings("PROXMOX_CREDENTIAL_COMMAND='touch " + trace + "'");
        bench.write("contexts/lab.env", "PROXMOX_TIMEOUT_MS=7000\n");
        bench.environment.put("PROXMOX_TIMEOUT_MS", "9000");
        assertEquals(0, bench.run("config", "explain", "--context", "lab", "-o", "csv"), bench.shown());
        assertFalse(Files.exists(trace));
        assertTrue(bench.terminal.out().contains("PROXMOX_TIMEOUT_MS,7000,context lab "
                + bench.file("contexts/lab.env") + ",environment\r\n"), bench.terminal.out());
        assertTrue(bench.terminal.out().contains("PROXMOX_CONTEXT,lab,flag,\r\n"), bench.terminal.out());
    }

    @Test
    void whatTheCommandDoesWrongIsASettingsFailure() throws IOException {
        settings("PROXMOX_CREDENTIAL_COMMAND='false'");
        assertEquals(2, bench.run("vm", "list"));
        assertTrue(bench.terminal.err().contains("ended with exit code 1"), bench.terminal.err());
        assertEquals(0, bench.simulator.requests().size());
    }

    @Test
    void aFileIsReadAndNeverSentElsewhere() throws IOException {
        settings("PROXMOX_TOKEN_SECRET_FILE=" + store);
        assertEquals(0, bench.run("vm", "list"), bench.shown());
        bench.piping();
        assertEquals(11, bench.run("storage", "upload", "local", "--node", "pve1", "--content", "iso", "--file",
                store.toString(), "--filename", "x.iso"), bench.shown());
        assertEquals(0, bench.simulator.writes());
    }
}
