package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to consoles, and the file that opens one by SPICE. */
class ConsoleCommandTest {
    private final SimulatedCommands commands = new SimulatedCommands();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        commands.close();
    }

    private void giveSpiceDisplay() {
        assertEquals(0, commands.run("vm", "update", "web-01", "--set", "vga=qxl"), commands.err());
        assertEquals(0, commands.run("vm", "stop", "web-01", "--yes"), commands.err());
        assertEquals(0, commands.run("vm", "start", "web-01"), commands.err());
    }

    private List<RecordedRequest> asked() {
        return commands.simulator.requests().stream().filter(request -> request.path().endsWith("/spiceproxy"))
                .toList();
    }

    @Test
    void isALinkIntoTheWebInterface() {
        assertEquals(0, commands.run("vm", "console", "web-01", "-q", "--no-header", "-o", "csv"), commands.err());
        String address = commands.simulator.hosts().getFirst();
        assertEquals("noVNC,https://" + address + "/?console=kvm&novnc=1&vmid=100&vmname=web-01&node=pve1",
                commands.out().lines().findFirst().orElse(""));
        assertEquals(5, commands.run("vm", "console", "nobody"), commands.err());
        assertEquals(2, commands.run("vm", "console", "web-01", "--to", "file"), commands.err());
        assertEquals(0, commands.simulator.writes());
    }

    @Test
    void isNotThereWithoutTheToolsForIts() {
        FakeTerminal terminal = new FakeTerminal();
        assertEquals(2, new Cli(() -> Catalog.of(List.of(new VmToolset())), new FakeConnector(), terminal)
                .run(List.of("lxc", "console", "dns-01")));
    }

    @Test
    void aFileForVirtViewerIsReadByItsOwnerAlone() throws IOException {
        giveSpiceDisplay();
        Path file = folder.resolve("screen.vv");
        Files.writeString(file, "open to all");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals(0, commands.run("vm", "console", "web-01", "--spice", "--to", file.toString()), commands.err());
        List<String> lines = Files.readAllLines(file);
        assertEquals("[virt-viewer]", lines.getFirst());
        assertTrue(lines.contains("type=spice") && lines.contains("delete-this-file=1"), lines::toString);
        assertTrue(lines.contains("proxy=http://127.0.0.1:3128"), lines::toString);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String password = lines.stream().filter(line -> line.startsWith("password=")).findFirst().orElseThrow()
                .substring("password=".length());
        assertEquals(32, password.length());
        assertFalse((commands.out() + commands.err()).contains(password), commands.out() + commands.err());
        assertTrue(commands.out().contains(file.toString()), commands.out());
        assertTrue(commands.err().contains("remote-viewer " + file), commands.err());
        assertEquals(1, Files.list(folder).count(), "nothing is left beside it");
    }

    @Test
    void whoWantsItOnStdoutSaysSo() {
        giveSpiceDisplay();
        assertEquals(0, commands.run("vm", "console", "100", "--spice", "--to", "-"), commands.err());
        assertTrue(commands.out().startsWith("[virt-viewer]\n") && commands.out().contains("\npassword="),
                commands.out());
        assertEquals("", commands.err());
    }

    @Test
    void aVmWithoutSuchADisplayIsToldHowToGetOne() {
        Path file = folder.resolve("screen.vv");
        assertEquals(2, commands.run("vm", "console", "100", "--spice", "--to", file.toString()));
        assertEquals(
                """
                error: VM 100 has no SPICE display
                Give it one, and start it anew (a reboot of the system inside is not enough): proxmox vm update 100 --set \
                vga=qxl
                """,
                commands.err());
        assertFalse(Files.exists(file));
    }

    @Test
    void whatDoesNotRunHasNoScreen() {
        assertEquals(2, commands.run("vm", "console", "db-02", "--spice", "--to", folder.resolve("a").toString()));
        assertTrue(commands.err().contains("proxmox vm start 103"), commands.err());
        assertEquals(List.of(), asked());
    }

    @Test
    void containersHaveOneWithoutFurtherAdo() throws IOException {
        Path file = folder.resolve("screen.vv");
        assertEquals(0, commands.run("lxc", "console", "dns-01", "--spice", "--to", file.toString(), "-o", "name"),
                commands.err());
        assertEquals(file + "\n", commands.out());
        assertTrue(Files.readString(file).contains("host=pvespiceproxy:200:pve1"));
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeAPasswordIsAskedFor() throws IOException {
        for (String name : List.of(folder.toString(), folder.resolve("no/such").toString(), "/dev/null", "a\0b")) {
            assertEquals(2, commands.run("lxc", "console", "dns-01", "--spice", "--to", name), name);
        }
        assertEquals(2, commands.run("lxc", "console", "dns-01", "--spice", "--to", "-", "--dry-run"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
        assertEquals(2, commands.run("lxc", "console", "dns-01", "--spice", "--to", link.toString()));
        assertEquals(List.of(), asked());
    }

    @Test
    void aFileThatNobodyNamedIsNotReplaced() throws IOException {
        Path file = Path.of("200.vv");
        Files.writeString(file, "mine");
        try {
            assertEquals(2, commands.run("lxc", "console", "dns-01", "--spice"));
            assertTrue(commands.err().contains("'200.vv' is there already"), commands.err());
            assertEquals("mine", Files.readString(file));
            assertEquals(List.of(), asked());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aServerCannotSlipSettingsIntoIt() {
        commands.simulator.faults().always("POST", "/nodes/*/lxc/*/spiceproxy", Fault.plainText(200, "OK",
                "{\"data\":{\"type\":\"spice\",\"title\":\"a\\nproxy=http://evil:1\"}}"));
        assertEquals(1, commands.run("lxc", "console", "dns-01", "--spice", "--to", folder.resolve("a").toString()));
        assertFalse(Files.exists(folder.resolve("a")));
    }
}
