package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every format with every option that shapes it. */
class OutputTest {
    private static final String ESCAPE = "\u001b[";

    @AutoClose
    private final Workbench bench = Workbench.connected();

    private String out(String line) {
        assertEquals(0, bench.runAnew(line.split(" ")), bench.err());
        return bench.out();
    }

    private String shown(FakeTerminal terminal, String line) {
        assertEquals(0, bench.runOn(terminal, line.split(" ")), bench.err());
        return bench.out();
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm list", "vm config 100", "vm start 103", "storage list", "user list",
            "vm update 100 --cores 1 --dry-run"})
    void yamlIsTheStructureOfJson(String command) {
        if (command.equals("vm start 103")) {
            assertTrue(
                    yaml(out(command + " -o yaml")) instanceof Map<?, ?> task && "OK".equals(task.get("exitstatus")));
        } else {
            assertEquals(yaml(out(command + " -o json")), yaml(out(command + " -o yaml")));
        }
    }

    @Test
    void whatAnswersNothingSaysThatItIsDone() {
        String done = "Change Virtual Machine Configuration, VM 100 (web-01) on pve1: done\n";
        assertEquals(done, out("vm update 100 --description x"));
        assertEquals("", out("api put /nodes/pve1/qemu/100/config -d description=y --yes"));
    }

    @Test
    void failuresAreYamlToo() {
        assertEquals(5, bench.runAnew("vm", "status", "nobody", "-o", "yaml"));
        assertTrue(yaml(bench.err()) instanceof Map<?, ?> failure
                && FailureKind.NOT_FOUND.code().equals(failure.get("code")), bench.err());
        assertEquals("", bench.out());
    }

    @ParameterizedTest
    @CsvSource({"table, 'VMID  NAME\n 107  archive-01\n 105  ci-runner-01\n'",
            "wide, 'VMID  NAME\n 107  archive-01\n 105  ci-runner-01\n'",
            "csv, 'vmid,name\r\n107,archive-01\r\n105,ci-runner-01\r\n'", "name, '107\n105\n'",
            "jsonl, '{\"vmid\":107,\"name\":\"archive-01\"}\n{\"vmid\":105,\"name\":\"ci-runner-01\"}\n'"})
    void columnsFilterSortAndLimitShapeEveryFormat(String format, String expected) {
        assertEquals(expected,
                out("vm list --columns vmid,name --filter status=stopped --sort name --limit 2 -o " + format));
    }

    @Test
    void structuresAreShapedToo() {
        List<Map<String, Object>> rows = List.of(Map.of("vmid", 107, "name", "archive-01"));
        for (String format : List.of("json", "yaml")) {
            assertTrue(yaml(
                    out("vm list --columns vmid,name --sort name --limit 1 -o " + format)) instanceof Map<?, ?> list
                    && rows.equals(list.get("items")), bench.out());
        }
    }

    @ParameterizedTest
    @CsvSource({"table, ' 107  archive-01\n'", "wide, ' 107  archive-01\n'", "csv, '107,archive-01\r\n'",
            "name, '107\n'"})
    void withoutHeading(String format, String expected) {
        String text = out("vm list --columns vmid,name --filter name=archive-01 --no-header -o " + format);
        assertEquals(expected.strip(), text.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "yaml", "csv"})
    void figuresAreRawForPrograms(String format) {
        String text = out("vm list --columns maxmem --filter vmid=100 -o " + format);
        assertTrue(text.contains("4294967296"), text);
        assertTrue(out("vm list --columns maxmem --filter vmid=100").contains("4.0 GiB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "wide", "json", "jsonl", "yaml", "csv", "name"})
    void quietSaysNothingOnStderr(String format) {
        out("vm list --filter name=nobody -q -o " + format);
        assertEquals("", bench.err());
        out("vm list --filter name=nobody -o " + format);
        assertTrue(bench.err().startsWith("No items.\n"), bench.err());
    }

    @ParameterizedTest
    @CsvSource({"vm list --filter vmid=100, 100", "lxc list --limit 1, 200", "node list --limit 1, pve1",
            "cluster status --limit 1, demo", "vm status web-01, 100", "vm config 100, 100",
            "vm update web-01 --description x, 100", "node status pve1, pve1", "cluster next-id, 108",
            "pool create --poolid new, new", "user create --userid x@pve, x@pve",
            "vm list --columns name --filter vmid=100, web-01", "storage list --filter storage=local, local",
            "api call GET /nodes/pve1/qemu/100/snapshot, current"})
    void namesAreForScripts(String command, String expected) {
        assertEquals(expected + "\n", out(command + " -o name"));
    }

    @Test
    void aTaskIsCalledByItsUpid() {
        assertTrue(out("vm start 103 -o name").matches("UPID:pve2:[^\\n]*:qmstart:103:[^\\n]*:\\n"), bench.out());
        assertTrue(out("task list --limit 1 -o name").startsWith("UPID:pve2:"), bench.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster options update --set keyboard=de", "api call PUT /cluster/options -d keyboard=de",
            "vm update 100 --cores 1 --dry-run"})
    void whatHasNoNameIsRefusedBeforeItIsDone(String command) {
        assertEquals(2, bench.runAnew((command + " -o name").split(" ")), bench.out());
        assertEquals(0, bench.simulator.writes());
        assertTrue(bench.err().startsWith("error: "), bench.err());
    }

    @Test
    void whatHasNoNameIsAnErrorOfReadingToo() {
        assertEquals(2, bench.runAnew("cluster", "options", "show", "-o", "name"));
        assertTrue(bench.err().contains("has nothing that names it"), bench.err());
        assertEquals(2, bench.runAnew("node", "journal", "pve1", "-o", "name"));
        assertEquals(0, bench.runAnew("node", "journal", "pve1", "-o", "name", "--columns", "line"), bench.err());
    }

    @Test
    void coloursAreForTerminals() {
        assertFalse(out("vm list").contains(ESCAPE));
        String text = shown(new FakeTerminal().showing(24, 120), "vm list");
        assertTrue(text.contains(ESCAPE + "1mVMID"), text);
        assertTrue(text.contains(ESCAPE + "32mrunning" + ESCAPE + "0m"), text);
        assertTrue(text.contains(ESCAPE + "2mstopped" + ESCAPE + "0m"), text);
        assertTrue(shown(new FakeTerminal().showing(24, 120), "vm start 103").contains(ESCAPE + "32mOK"),
                bench.out());
    }

    @Test
    void onlyAStatusIsColoured() {
        bench.simulator.state().set(100, "name", "running");
        String text = shown(new FakeTerminal().showing(24, 120), "vm list --columns name,status --filter vmid=100");
        assertTrue(text.contains("running  " + ESCAPE + "32mrunning"), text);
    }

    @Test
    void theEnvironmentAndTheOptionDecide() {
        assertFalse(shown(new FakeTerminal().showing(24, 120).with("NO_COLOR", "1"), "vm list").contains(ESCAPE));
        assertFalse(shown(new FakeTerminal().showing(24, 120).with("TERM", "dumb"), "vm list").contains(ESCAPE));
        assertFalse(shown(new FakeTerminal().showing(24, 120), "vm list --color never").contains(ESCAPE));
        assertTrue(out("vm list --color always").contains(ESCAPE));
        assertTrue(shown(new FakeTerminal().with("CLICOLOR_FORCE", "1"), "vm list").contains(ESCAPE));
        assertFalse(shown(new FakeTerminal().with("CLICOLOR_FORCE", "0"), "vm list").contains(ESCAPE));
        assertFalse(shown(new FakeTerminal().with("CLICOLOR_FORCE", "1").with("NO_COLOR", "1"), "vm list")
                .contains(ESCAPE));
        assertTrue(shown(new FakeTerminal().with("NO_COLOR", "1"), "vm list --color always").contains(ESCAPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "yaml", "csv", "name"})
    void programsNeverGetColours(String format) {
        assertFalse(shown(new FakeTerminal().showing(24, 120), "vm list --color always -o " + format).contains(ESCAPE));
    }

    @Test
    void messagesHaveTheirOwnTerminal(@TempDir Path folder) throws IOException {
        bench.runOn(new FakeTerminal().showing(24, 120), "vm", "status", "nobody");
        assertTrue(bench.err().startsWith("error: "), bench.err());
        bench.runOn(new FakeTerminal().answering(), "vm", "status", "nobody");
        assertTrue(bench.err().contains(ESCAPE + "31merror:" + ESCAPE + "0m "), bench.err());
        Path settings = Files.createDirectory(folder.resolve("proxmox-tools")).resolve(".env");
        Files.writeString(settings, "PROXMOX_TIMEOUT_MS=9000\n");
        bench.config = folder;
        bench.environment.put("PROXMOX_TIMEOUT_MS", "8000");
        bench.runOn(new FakeTerminal().answering(), "vm", "list", "--limit", "1");
        assertTrue(bench.err().contains(ESCAPE + "33mwarning:" + ESCAPE + "0m "), bench.err());
    }

    @Test
    void tablesFitTheTerminalAndPipesGetAll() {
        String narrow = shown(new FakeTerminal().showing(24, 50), "vm list --color never");
        assertTrue(narrow.lines().allMatch(line -> line.length() <= 50), narrow);
        assertEquals("note: no room for maxcpu, mem, maxmem, uptime, tags; -o wide or --columns shows them\n",
                bench.err());
        shown(new FakeTerminal().showing(24, 50), "vm list -q");
        assertEquals("", bench.err());
        shown(new FakeTerminal().showing(24, 50), "vm list --no-header");
        assertTrue(bench.err().startsWith("note: no room for "), bench.err());
        String wide = shown(new FakeTerminal().showing(24, 50), "vm list -o wide --color never");
        assertTrue(wide.contains("UPTIME") && wide.contains("debian-13-template"), wide);
        assertTrue(out("vm list").contains("TAGS"));
    }

    @Test
    void columnsThatWereAskedForAreNeverLeftOut() {
        String text = shown(new FakeTerminal().showing(24, 50),
                "vm list --color never --columns vmid,name,node,status,tags,type,uptime");
        assertTrue(text.lines().allMatch(line -> line.length() <= 50), text);
        assertTrue(text.lines().findFirst().orElseThrow().endsWith("  UPTIME"), text);
        assertEquals("", bench.err());
    }

    @Test
    void onlyTablesThatMayBeTooWideHaveTheTerminalMeasured() {
        FakeTerminal terminal = new FakeTerminal().showing(24, 120);
        for (String line : List.of("vm list -o json", "vm list -o wide", "vm config 100", "vm start 103",
                "vm list --columns vmid,name")) {
            shown(terminal, line);
        }
        assertEquals(0, terminal.timesMeasured());
        shown(terminal, "vm list");
        assertEquals(1, terminal.timesMeasured());
    }
}
