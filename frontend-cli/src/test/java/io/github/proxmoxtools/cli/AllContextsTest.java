package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AllContextsTest {
    @TempDir
    private Path configuration;

    @AutoClose
    private final Simulator east = Simulator.builder().empty().nodes("e1").start();
    @AutoClose
    private final Simulator west = Simulator.builder().empty().nodes("w1").start();
    @AutoClose
    private Workbench bench;
    private FakeTerminal terminal;

    @BeforeEach
    void start() throws IOException {
        bench = Workbench.connected(configuration);
        bench.environment.clear();
        terminal = bench.terminal;
        east.state().addVirtualMachine(100, "e1", "east-vm");
        west.state().addVirtualMachine(100, "w1", "west-vm").addVirtualMachine(101, "w1", "other");
        context("east", Workbench.settings(east));
        context("west", Workbench.settings(west));
    }

    private void context(String name, Map<String, String> settings) throws IOException {
        Path folder = Files.createDirectories(configuration.resolve("proxmox-tools/contexts"));
        Files.writeString(folder.resolve(name + ".env"), settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n").collect(Collectors.joining()));
    }

    private void breakWest() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(Workbench.settings(west));
        settings.put("PROXMOX_TOKEN_SECRET", "00000000-0000-0000-0000-000000000000");
        context("west", settings);
    }

    private Map<?, ?> contexts() {
        return (Map<?, ?>) ((Map<?, ?>) JsonText.parse(terminal.out())).get("contexts");
    }

    @Test
    void listsBecomeOneWithTheContextFirst() {
        assertEquals(0, bench.run("vm", "list", "--columns", "vmid,name", "--all-contexts"), terminal.err());
        assertEquals("CONTEXT  VMID  NAME\neast      100  east-vm\nwest      100  west-vm\nwest      101  other\n",
                terminal.out());
    }

    @Test
    void usualColumnsAreThoseOfTheTool() {
        assertEquals(0, bench.run("-q", "vm", "list", "--all-contexts", "-o", "csv"), terminal.err());
        assertTrue(terminal.out().startsWith("context,vmid,name,"), terminal.out());
        assertEquals(4, terminal.out().lines().count());
    }

    @Test
    void linesHaveTheContextToo() {
        assertEquals(0, bench.run("-q", "vm", "list", "--columns", "name", "--all-contexts", "-o", "jsonl"));
        assertEquals("{\"context\":\"east\",\"name\":\"east-vm\"}", terminal.out().lines().findFirst().orElseThrow());
    }

    @Test
    void valuesStandByContext() {
        assertEquals(0, bench.run("-q", "api", "call", "GET", "/version", "--all-contexts"), terminal.err());
        assertEquals(List.of("== east", "== west"),
                terminal.out().lines().filter(line -> line.startsWith("==")).toList());
        terminal.forgetOut();
        assertEquals(0, bench.run("-q", "api", "call", "GET", "/version", "--all-contexts", "-o", "jsonl"));
        assertTrue(terminal.out().startsWith("{\"context\":\"east\",\"data\":{"), terminal.out());
        terminal.forgetOut();
        assertEquals(0, bench.run("-q", "api", "call", "GET", "/version", "--all-contexts", "-o", "csv"));
        assertTrue(terminal.out().startsWith("context,"), terminal.out());
    }

    @Test
    void oneFailureSpoilsNothingElse() throws IOException {
        breakWest();
        assertEquals(10, bench.run("vm", "list", "--columns", "name", "--all-contexts"));
        assertEquals("CONTEXT  NAME\neast     east-vm\n", terminal.out());
        assertTrue(terminal.err().contains("context west: error: "), terminal.err());
        terminal.forgetOut();
        assertEquals(10, bench.run("vm", "list", "--all-contexts", "-o", "json"));
        assertEquals(Set.of("east", "west"), contexts().keySet());
        assertEquals("not_logged_in", ((Map<?, ?>) contexts().get("west")).get("code"));
        assertEquals(1L, ((Map<?, ?>) contexts().get("east")).get("count"));
    }

    @Test
    void failureOfAllInTheSameWayHasItsOwnExitCode() {
        assertEquals(5, bench.run("vm", "status", "nobody", "--all-contexts", "-q"));
        assertEquals("", terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--host=pve9", "--context=east", "--port=8006", "--token-id=a@pam!b",
            "--username=a@pam", "--fingerprint=aa", "--ca-file=ca.pem", "--insecure", "--demo", "--dry-run", "--watch"})
    void whatIsAboutOneClusterContradicts(String option) {
        assertEquals(2, bench.run("vm", "list", "--all-contexts", option));
        assertTrue(terminal.err().contains(option.replaceFirst("=.*", "")), terminal.err());
        assertEquals(List.of(), east.requests());
    }

    @Test
    void withoutContextsNothingIsAsked() throws IOException {
        Files.delete(configuration.resolve("proxmox-tools/contexts/east.env"));
        Files.delete(configuration.resolve("proxmox-tools/contexts/west.env"));
        assertEquals(2, bench.run("vm", "list", "--all-contexts"));
        assertTrue(terminal.err().contains("There are no contexts"), terminal.err());
        assertFalse(terminal.err().contains("mistake"), terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--columns=vmid"})
    void namesSayOfWhichContextTheyAre(String option) {
        List<String> line = new ArrayList<>(List.of("-q", "vm", "list", "--all-contexts", "-o", "name"));
        if (!option.isEmpty()) {
            line.add(option);
        }
        assertEquals(0, bench.run(line.toArray(String[]::new)), terminal.err());
        assertEquals("east/100\nwest/100\nwest/101\n", terminal.out());
    }

    @Test
    void yamlIsTheStructureOfJson() throws IOException {
        breakWest();
        assertEquals(10, bench.run("-q", "vm", "list", "--all-contexts", "-o", "json", "--columns", "vmid"));
        Object json = JsonText.parse(terminal.out());
        terminal.forgetOut();
        assertEquals(10, bench.run("-q", "vm", "list", "--all-contexts", "-o", "yaml", "--columns", "vmid"));
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(terminal.out());
        assertEquals(json.toString().replaceAll("[{, ]+", " "), yaml.toString().replaceAll("[{, ]+", " "));
    }

    @Test
    void tableFitsTheTerminalAndIsColoured() {
        terminal.showing(24, 50);
        assertEquals(0, bench.run("vm", "list", "--all-contexts", "--color", "always"), terminal.err());
        assertTrue(terminal.out().contains("\u001b[1mCONTEXT"), terminal.out());
        assertTrue(CellText.cleanLines(terminal.out()).lines().allMatch(line -> line.length() <= 50), terminal.out());
        assertEquals(1, terminal.err().lines().filter(line -> line.startsWith("note: no room for ")).count(),
                terminal.err());
    }

    @Test
    void notesNameOptionsAndCommands() {
        assertEquals(0, bench.run("vm", "list", "--limit", "1", "--all-contexts"), terminal.err());
        assertTrue(terminal.err().contains("; --limit, --offset and --filter get the rest."), terminal.err());
    }

    @Test
    void warningsSayOfWhichContextTheyAre() throws IOException {
        Path file = configuration.resolve("proxmox-tools/contexts/west.env");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        bench.run("vm", "list", "--all-contexts");
        assertTrue(terminal.err().contains("warning: context west: "), terminal.err());
    }
}
