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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to consoles, and the file that opens one by SPICE. */
class ConsoleCommandTest {
    @AutoClose
    private final Workbench bench = Workbench.connected();

    @TempDir
    private Path folder;

    private void giveSpiceDisplay() {
        assertEquals(0, bench.runAnew("vm", "update", "web-01", "--set", "vga=qxl"), bench.err());
        assertEquals(0, bench.runAnew("vm", "stop", "web-01", "--yes"), bench.err());
        assertEquals(0, bench.runAnew("vm", "start", "web-01"), bench.err());
    }

    private List<RecordedRequest> asked() {
        return bench.simulator.requests().stream().filter(request -> request.path().endsWith("/spiceproxy"))
                .toList();
    }

    @Test
    void isALinkIntoTheWebInterface() {
        assertEquals(0, bench.runAnew("vm", "console", "web-01", "-q", "--no-header", "-o", "csv"), bench.err());
        String address = bench.simulator.hosts().getFirst();
        assertEquals("noVNC,https://" + address + "/?console=kvm&novnc=1&vmid=100&vmname=web-01&node=pve1",
                bench.out().lines().findFirst().orElse(""));
        assertEquals(5, bench.runAnew("vm", "console", "nobody"), bench.err());
        assertEquals(2, bench.runAnew("vm", "console", "web-01", "--to", "file"), bench.err());
        assertEquals(0, bench.simulator.writes());
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
        assertEquals(0, bench.runAnew("vm", "console", "web-01", "--spice", "--to", file.toString()), bench.err());
        List<String> lines = Files.readAllLines(file);
        assertEquals("[virt-viewer]", lines.getFirst());
        assertTrue(lines.contains("type=spice") && lines.contains("delete-this-file=1"), lines::toString);
        assertTrue(lines.contains("proxy=http://127.0.0.1:3128"), lines::toString);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String password = lines.stream().filter(line -> line.startsWith("password=")).findFirst().orElseThrow()
                .substring("password=".length());
        assertEquals(32, password.length());
        assertFalse((bench.out() + bench.err()).contains(password), bench.out() + bench.err());
        assertTrue(bench.out().contains(file.toString()), bench.out());
        assertTrue(bench.err().contains("remote-viewer " + file), bench.err());
        assertEquals(1, Files.list(folder).count(), "nothing is left beside it");
    }

    @Test
    void whoWantsItOnStdoutSaysSo() {
        giveSpiceDisplay();
        assertEquals(0, bench.runAnew("vm", "console", "100", "--spice", "--to", "-"), bench.err());
        assertTrue(bench.out().startsWith("[virt-viewer]\n") && bench.out().contains("\npassword="),
                bench.out());
        assertEquals("", bench.err());
    }

    @Test
    void aVmWithoutSuchADisplayIsToldHowToGetOne() {
        Path file = folder.resolve("screen.vv");
        assertEquals(2, bench.runAnew("vm", "console", "100", "--spice", "--to", file.toString()));
        assertEquals(
                """
                error: VM 100 has no SPICE display
                Give it one, and start it anew (a reboot of the system inside is not enough): proxmox vm update 100 --set \
                vga=qxl
                """,
                bench.err());
        assertFalse(Files.exists(file));
    }

    @Test
    void whatDoesNotRunHasNoScreen() {
        assertEquals(2, bench.runAnew("vm", "console", "db-02", "--spice", "--to", folder.resolve("a").toString()));
        assertTrue(bench.err().contains("proxmox vm start 103"), bench.err());
        assertEquals(List.of(), asked());
    }

    @Test
    void containersHaveOneWithoutFurtherAdo() throws IOException {
        Path file = folder.resolve("screen.vv");
        assertEquals(0, bench.runAnew("lxc", "console", "dns-01", "--spice", "--to", file.toString(), "-o", "name"),
                bench.err());
        assertEquals(file + "\n", bench.out());
        String text = Files.readString(file);
        assertTrue(
                Pattern.compile("host=pvespiceproxy:[0-9a-f]{8}:200:pve1:61000::[0-9a-f]{40}\n").matcher(text).find(),
                text);
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeAPasswordIsAskedFor() throws IOException {
        for (String name : List.of(folder.toString(), folder.resolve("no/such").toString(), "/dev/null", "a\0b")) {
            assertEquals(2, bench.runAnew("lxc", "console", "dns-01", "--spice", "--to", name), name);
        }
        assertEquals(2, bench.runAnew("lxc", "console", "dns-01", "--spice", "--to", "-", "--dry-run"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
        assertEquals(2, bench.runAnew("lxc", "console", "dns-01", "--spice", "--to", link.toString()));
        assertEquals(List.of(), asked());
    }

    @Test
    void aFileThatNobodyNamedIsNotReplaced() throws IOException {
        Path file = Path.of("200.vv");
        Files.writeString(file, "mine");
        try {
            assertEquals(2, bench.runAnew("lxc", "console", "dns-01", "--spice"));
            assertTrue(bench.err().contains("'200.vv' is there already"), bench.err());
            assertEquals("mine", Files.readString(file));
            assertEquals(List.of(), asked());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aServerCannotSlipSettingsIntoIt() {
        bench.simulator.faults().always("POST", "/nodes/*/lxc/*/spiceproxy", Fault.plainText(200, "OK",
                "{\"data\":{\"type\":\"spice\",\"title\":\"a\\nproxy=http://evil:1\"}}"));
        assertEquals(1, bench.runAnew("lxc", "console", "dns-01", "--spice", "--to", folder.resolve("a").toString()));
        assertFalse(Files.exists(folder.resolve("a")));
    }
}
