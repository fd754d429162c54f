package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clusters by their names. */
class ContextCommandsTest {
    @TempDir
    private Path folder;

    @AutoClose
    private Workbench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Workbench(folder.resolve("config"));
        bench.write("contexts/lab.env", bench.admin());
        bench.write("contexts/prod.env", "PROXMOX_HOST=prod.invalid\nPROXMOX_API_TOKEN=ci@pve!bot=hush-hush\n");
    }

    private int context(String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "context";
        System.arraycopy(words, 0, line, 1, words.length);
        return bench.run(line);
    }

    @Test
    void theListShowsHostsAndLoginsAndNoSecrets() throws IOException {
        bench.write(".env", "PROXMOX_CONTEXT=lab\n");
        Files.setPosixFilePermissions(bench.file("contexts/prod.env"), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(0, context("list", "-o", "csv"), bench.shown());
        assertEquals("context,used,host,login,todo\r\nlab,yes," + bench.host() + "," + bench.simulator.adminTokenId()
                + ",\r\nprod,,prod.invalid,ci@pve!bot,chmod 600 " + bench.file("contexts/prod.env") + "\r\n",
                bench.terminal.out());
        bench.piping();
        assertEquals(0, context("list", "--context", "prod", "-o", "json"), bench.shown());
        assertTrue(bench.terminal.out().matches("(?s).*\"prod\",\\s+\"used\" : \"yes\".*"), bench.shown());
        assertFalse(bench.shown().contains("hush-hush"), bench.shown());
    }

    @Test
    void theOneThatIsUsedStandsInTheSettingsFile() throws IOException {
        bench.write(".env", "# mine\nPROXMOX_TIMEOUT_MS=20000\n");
        assertEquals(0, context("use", "lab"), bench.shown());
        assertEquals("# mine\nPROXMOX_TIMEOUT_MS=20000\nPROXMOX_CONTEXT=lab\n", bench.text(".env"));
        assertEquals(0, bench.run("vm", "list"), bench.shown());
        assertEquals(0, context("use", "--none"), bench.shown());
        assertEquals("# mine\nPROXMOX_TIMEOUT_MS=20000\n", bench.text(".env"));
        assertEquals(2, bench.run("vm", "list"));
    }

    @Test
    void aContextOfTheEnvironmentIsNeverTakenForAnother() throws IOException {
        bench.write(".env", "PROXMOX_CONTEXT=lab\n");
        bench.environment.put("PROXMOX_CONTEXT", "nosuch");
        for (String command : List.of("vm list", "-q vm stop 103 --yes", "doctor", "vm stop 103 --dry-run")) {
            assertEquals(2, bench.runAnew(command.split(" ")), bench.shown());
            assertTrue(bench.shown().contains("--context nosuch or --context lab, or unset"), bench.shown());
        }
        assertEquals(0, bench.simulator.requests().size());
        assertEquals(0, bench.runAnew("config", "explain"), bench.shown());
        assertEquals(0, bench.runAnew("context", "list"), bench.shown());
        assertEquals(0, bench.runAnew("vm", "list", "--context", "lab"), bench.shown());
        bench.environment.put("PROXMOX_CONTEXT", "lab");
        assertEquals(0, bench.runAnew("vm", "list"), bench.shown());
    }

    @Test
    void aReportNamesNoContext() throws IOException {
        for (String name : List.of("castle", "harbour")) {
            bench.write("contexts/" + name + ".env", bench.admin());
        }
        assertEquals(2, bench.runAnew("doctor", "--report"), bench.shown());
        assertTrue(bench.out().contains("which one is meant of <context>, <context>"), bench.out());
        bench.write(".env", "PROXMOX_CONTEXT=castle\n");
        bench.environment.put("PROXMOX_CONTEXT", "nosuch");
        assertEquals(2, bench.runAnew("doctor", "--report"), bench.shown());
        assertTrue(bench.out().contains("--context <context> or --context <context>"), bench.out());
        assertFalse(bench.out().matches("(?s).*(castle|harbour|nosuch).*"), bench.out());
    }

    @Test
    void anEmptyNameIsNotTheUsualCluster() throws IOException {
        bench.write(".env", "PROXMOX_CONTEXT=lab\n");
        for (String option : List.of("--context", "--host", "--port", "--token-id", "--username", "--fingerprint",
                "--ca-file")) {
            assertEquals(2, bench.runAnew(option, "", "vm", "stop", "103", "--yes"), bench.shown());
            assertTrue(bench.err().contains(option + " is empty"), bench.err());
            assertEquals(2, bench.runAnew("vm", "stop", "103", "--yes", option + "="), bench.shown());
            assertTrue(bench.err().contains(option + " is empty"), bench.err());
            assertEquals(2, bench.runAnew("vm", "list", "--demo", option, "1"), bench.shown());
            assertTrue(bench.err().contains("--demo and " + option + " contradict each other"), bench.err());
        }
        assertEquals(0, bench.simulator.requests().size());
    }

    @Test
    void aSpoiltContextHidesNoOtherAndCanBeRemoved() throws IOException {
        Path junk = bench.write("contexts/junk.env", "no setting at all\n");
        String problem = junk + " line 1: expected KEY=VALUE, a comment or nothing";
        assertEquals(0, context("list", "-o", "csv"), bench.shown());
        assertTrue(bench.out().contains("junk,,,,"), bench.out());
        assertTrue(bench.out().contains("does not work: " + problem), bench.out());
        assertTrue(bench.out().contains("lab,," + bench.host()), bench.out());
        bench.piping();
        assertEquals(2, context("use", "junk"), bench.shown());
        assertTrue(bench.err().contains(problem), bench.err());
        assertFalse(bench.err().contains("context list"), bench.err());
        assertFalse(Files.exists(bench.file(".env")));
        bench.piping();
        assertEquals(0, context("remove", "junk", "--yes"), bench.shown());
        assertFalse(Files.exists(junk));
    }

    @Test
    void whatCannotBeWrittenIsSaidWithoutAnotherHint() throws IOException {
        Files.createDirectories(bench.file(".env.tmp").getParent());
        Files.createSymbolicLink(bench.file(".env"), folder.resolve("nowhere").resolve("settings"));
        assertEquals(2, context("use", "lab"), bench.shown());
        assertTrue(bench.err().contains("cannot write"), bench.err());
        assertFalse(bench.err().contains("context list"), bench.err());
    }

    @Test
    void onlyWhatExistsIsUsed() {
        assertEquals(2, context("use", "gone"));
        assertTrue(bench.terminal.err().contains("there are lab, prod"), bench.terminal.err());
        assertEquals(2, context("use"));
        assertEquals(2, context("use", "lab", "--none"));
        assertFalse(Files.exists(bench.file(".env")));
    }

    @Test
    void aNewNameIsFollowed() throws IOException {
        bench.write(".env", "PROXMOX_CONTEXT=lab\n");
        assertEquals(0, context("rename", "lab", "attic"), bench.shown());
        assertTrue(bench.text(".env").contains("PROXMOX_CONTEXT=attic"), bench.text(".env"));
        assertEquals(0, bench.run("vm", "list"), bench.shown());
        assertEquals(2, context("rename", "attic", "prod"));
        assertEquals(2, context("rename", "attic", "a/b"));
        assertTrue(Files.exists(bench.file("contexts/attic.env")));
    }

    @Test
    void removingAsksForTheName() {
        assertEquals(11, context("remove", "lab"));
        bench.answering("prod");
        assertEquals(11, context("remove", "lab"), bench.shown());
        assertTrue(Files.exists(bench.file("contexts/lab.env")));
        bench.answering("lab");
        assertEquals(0, context("remove", "lab"), bench.shown());
        assertFalse(Files.exists(bench.file("contexts/lab.env")));
        bench.piping();
        assertEquals(0, context("remove", "prod", "--yes"), bench.shown());
        assertFalse(Files.exists(bench.file("contexts/prod.env")));
    }

    @Test
    void eachIsTriedAndTheFirstFailureCounts() {
        assertEquals(7, context("validate"), bench.shown());
        assertTrue(bench.terminal.out().matches("(?s).*lab +ok +" + bench.simulator.adminTokenId().replace("!", "\\!")
                + ", Proxmox VE 9.2.11.*"), bench.shown());
        assertTrue(bench.terminal.out().matches("(?s).*prod +fail +no address is known for prod.invalid.*"),
                bench.shown());
        bench.piping();
        assertEquals(0, context("validate", "lab"), bench.shown());
        assertFalse(bench.terminal.out().contains("prod"), bench.shown());
        assertEquals(2, context("validate", "gone"));
    }

    @Test
    void addingTriesItAndReplacesNothing() throws IOException {
        String[] line = {"context", "add", "new", "--host", bench.host(), "--fingerprint", bench.pin(), "--token-id",
                bench.simulator.adminTokenId(), "--token-secret-stdin", "--use"};
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(0, bench.run(line), bench.shown());
        assertTrue(bench.text("contexts/new.env").contains("PROXMOX_HOST=" + bench.host()));
        assertTrue(bench.text(".env").contains("PROXMOX_CONTEXT=new"));
        bench.piping(bench.simulator.adminTokenSecret());
        assertEquals(2, bench.run(line), bench.shown());
        assertTrue(bench.terminal.err().contains("'new' already"), bench.terminal.err());
    }

    @Test
    void noFileIsReadableByOthers() throws IOException {
        assertEquals(0, context("use", "lab"), bench.shown());
        for (String file : List.of(".env", "contexts/lab.env")) {
            assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.file(file))));
        }
    }
}
