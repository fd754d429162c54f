package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in guests, through the real tool, engine and client. */
class GuestCommandsTest {
    @AutoClose
    private final Workbench bench = Workbench.connected();
    private final FakeTerminal terminal = bench.terminal;

    @TempDir
    private Path folder;

    @Test
    void outputArrivesAsTheProgramWroteIt() {
        assertEquals(0,
                bench.run("vm", "agent", "exec", "web-01", "--yes", "--", "sh", "-c", "echo one; ls /nowhere; exit 3"));
        assertEquals("one\n", terminal.out());
        assertEquals("ls: cannot access '/nowhere': No such file or directory\nexit code 3\n", terminal.err());
    }

    @Test
    void exitCodeIsTheGuestsWhenAskedFor() {
        assertEquals(3, bench.run("vm", "agent", "exec", "web-01", "-yq", "--exit-code-from-guest", "--", "sh", "-c",
                "exit 3"));
        assertEquals("", terminal.err());
        assertEquals(3,
                bench.run("vm", "agent", "exec", "web-01", "-y", "-o", "json", "--exit-code-from-guest", "--", "sh",
                        "-c", "exit 3"));
        assertTrue(terminal.out().contains("\"exitcode\" : 3"), terminal.out());
    }

    @Test
    void severalGuestsHaveNoSingleExitCode() {
        assertEquals(2,
                bench.run("vm", "agent", "exec", "web-01", "db-02", "-y", "--exit-code-from-guest", "--", "false"));
        assertTrue(terminal.err().contains("the programs of several guests have no one exit code"), terminal.err());
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void severalGuestsAnswerInLines() {
        assertEquals(0, bench.run("vm", "agent", "exec", "web-01", "--parallel", "1", "-yq", "--", "sh", "-c",
                "echo one; echo two; ls /nowhere; exit 3"), terminal.err());
        assertEquals("""
                     web-01 (100) on pve1:
                     one
                     two
                     ls: cannot access '/nowhere': No such file or directory
                     exit code 3
                     """, terminal.out());
    }

    @Test
    void whatFollowsTheDashesIsTheGuestsWhateverItLooksLike() {
        assertEquals(0,
                bench.run("vm", "agent", "exec", "web-01", "-yq", "--", "echo", "--help", "-o", "json", "", "--", "a b",
                        "--yes", "$HOME", "'"));
        assertEquals("--help -o json  -- a b --yes $HOME '\n", terminal.out());
    }

    @Test
    void oneWordIsNotSplit() {
        assertEquals(5, bench.run("vm", "agent", "exec", "web-01", "-yq", "--", "echo a b"));
        assertTrue(terminal.err().contains("echo a b"), terminal.err());
    }

    @Test
    void itReadsWhatItIsGiven() throws IOException {
        terminal.piping("Grüße", "two");
        assertEquals(0, bench.run("vm", "agent", "exec", "web-01", "-yq", "--stdin", "--", "cat"), terminal.err());
        assertEquals("Grüße\ntwo\n", terminal.out());
        Path input = Files.writeString(folder.resolve("input"), "from a file");
        assertEquals(0,
                bench.runAnew("vm", "agent", "exec", "web-01", "-yq", "--input-file", input.toString(), "--", "cat"));
        assertEquals("from a file", bench.out());
    }

    @Test
    void inputThatIsNoTextIsRefused() throws IOException {
        Path input = Files.write(folder.resolve("input"), new byte[]{(byte) 0xff});
        assertEquals(2,
                bench.run("vm", "agent", "exec", "web-01", "-y", "--input-file", input.toString(), "--", "cat"));
        assertTrue(terminal.err().contains("no UTF-8 text"), terminal.err());
        assertEquals(2, bench.run("vm", "agent", "exec", "web-01", "-y", "--stdin", "--input-file", "a", "--", "cat"));
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void missingProgramSaysWhereItBelongs() {
        assertEquals(2, bench.run("vm", "agent", "exec", "web-01", "-y"));
        assertTrue(terminal.err().contains("after two dashes"), terminal.err());
    }

    @Test
    void unendedProgramHasNoExitCode() {
        assertEquals(12,
                bench.run("vm", "agent", "exec", "web-01", "-y", "--async", "--exit-code-from-guest", "--", "sleep",
                        "9"));
        assertTrue(terminal.err().startsWith("pid "), terminal.err());
        assertTrue(terminal.err().contains("note: The program was started"), terminal.err());
    }

    @Test
    void inputIsNotReadForWhatIsRefusedAnyway() {
        terminal.piping("kept");
        assertEquals(2,
                bench.run("vm", "agent", "exec", "100,101", "web-01", "-y", "--exit-code-from-guest", "--stdin", "--",
                        "cat"));
        assertEquals("kept", terminal.readInputLine().orElseThrow());
    }
}
