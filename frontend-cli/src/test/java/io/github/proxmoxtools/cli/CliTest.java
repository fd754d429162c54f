package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Area;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Toolset;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CliTest {
    private final FakeConnector connector = new FakeConnector();
    private final FakeTerminal terminal = new FakeTerminal();

    private int run(String... arguments) {
        return new Cli(() -> Catalog.of(List.of(new TestTools())), connector, terminal).run(Arrays.asList(arguments));
    }

    private Map<String, @Nullable Object> argumentsOf(String line) {
        assertEquals(0, run(line.split(" ")), terminal.err());
        return connector.call().arguments();
    }

    @Test
    void aCommandMakesNoToolsOfOtherNouns() {
        Toolset costly = new Toolset() {
            @Override
            public String name() {
                return "costly";
            }

            @Override
            public String description() {
                return "Must not be made.";
            }

            @Override
            public List<Area> areas() {
                return List.of(Area.of("all", "All", Set.of("moon"), () -> {
                    throw new IllegalStateException("made");
                }));
            }
        };
        Cli cli = new Cli(() -> Catalog.lazy(List.of(new TestTools(), costly)), connector, terminal);
        assertEquals(0, cli.run(List.of("vm", "start", "web-01")), terminal.err());
        assertTrue(connector.isPrepared());
        assertEquals(1, cli.run(List.of("moon", "land")));
        assertTrue(terminal.err().contains("made"), terminal.err());
    }

    @Test
    void onlyWhatMayConnectIsPreparedFor() {
        assertEquals(0, run("vm", "start", "--help"));
        assertEquals(0, run("version"));
        assertFalse(connector.isPrepared());
    }

    @Test
    void guestIsPositionalAndTheRestIsNamed() {
        assertEquals(Map.of("vmid", "web-01", "node", "pve1", "skiplock", false, "timeout", "5", "wait", false),
                argumentsOf("vm start web-01 --node pve1 --no-skiplock --timeout=5 --async"));
        assertEquals("proxmox_test_start", connector.call().tool());
    }

    @Test
    void nodeIsPositionalWhereNothingElseIdentifies() {
        assertEquals(Map.of("node", "pve1"), argumentsOf("node status pve1"));
    }

    @Test
    void placeholderIsPositional() {
        assertEquals(Map.of("userid", "admin@pve"), argumentsOf("user detail admin@pve"));
    }

    @Test
    void taskIsPositional() {
        assertEquals(Map.of("upid", FakeConnector.UPID), argumentsOf("task log " + FakeConnector.UPID));
    }

    @Test
    void rawCallTakesPairsOrJson() {
        assertEquals(Map.of("method", "GET", "path", "/version", "params", Map.of("a", "1", "b", "x=y"), "force", true),
                argumentsOf("api call GET /version -d a=1 -d b=x=y --force"));
        assertEquals(Map.of("method", "GET", "path", "/version", "params", "{\"a\":1}"),
                argumentsOf("api call GET /version -d {\"a\":1}"));
    }

    @Test
    void listOptionsBecomeTheView() {
        assertEquals(Map.of("view", Map.of("fields", List.of("vmid", "name"), "filter", "status=running,mem>1G", "sort",
                "-mem", "limit", "5", "offset", "10")),
                argumentsOf("vm list --columns vmid,name --filter status=running --filter mem>1G --sort -mem --limit 5 "
                        + "--offset 10"));
    }

    @Test
    void numberedAndOtherParametersAreAccepted() {
        assertEquals(Map.of("node", "pve1", "vmid", "120", "net3", "virtio", "tags", List.of("a", "b"), "balloon", "0"),
                argumentsOf("vm create pve1 --vmid 120 --net3 virtio --tags a --tags b --set balloon=0"));
    }

    @Test
    void globalOptionsStandAnywhere() {
        assertEquals(0, run("-o", "json", "vm", "--host=a", "list", "--quiet"));
        assertTrue(terminal.out().startsWith("{"), terminal.out());
        assertEquals("", terminal.err());
    }

    @Test
    void ownOptionComesBeforeTheGlobalOneOfTheSameName() {
        assertEquals(Map.of("limit", "7", "port", "9", "view", Map.of("limit", "3")),
                argumentsOf("--port 8006 task list --limit 7 --port 9 --view-limit 3"));
    }

    @Test
    void unknownCommandNamesTheNearest() {
        assertEquals(2, run("vm", "strat"));
        assertTrue(terminal.err().contains("Did you mean 'vm start'?"), terminal.err());
        assertEquals(2, run("start"));
        assertTrue(terminal.err().contains("Did you mean 'vm start'?"), terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void unknownOptionNamesTheNearestAndHidesItsValue() {
        assertEquals(2, run("vm", "start", "100", "--timeotu=12345"));
        assertTrue(terminal.err().contains("Did you mean --timeout?"), terminal.err());
        assertFalse(terminal.err().contains("12345"), terminal.err());
    }

    @Test
    void missingArgumentIsNamed() {
        assertEquals(2, run("vm", "start"));
        assertTrue(terminal.err().contains("Missing: GUEST"), terminal.err());
        assertTrue(terminal.err().contains("vmid: is required"), terminal.err());
        assertFalse(connector.wasCalled());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password", "--password=hunter2", "--token-secret", "--api-token", "--token", "--secret"})
    void connectionSecretIsRefused(String option) {
        assertEquals(2, run(option, "hunter2", "vm", "list"));
        assertTrue(terminal.err().contains("is not taken from the command line"), terminal.err());
        assertEquals(2, run("vm", "list", option, "hunter2"));
        assertFalse(terminal.err().contains("hunter2"), terminal.err());
    }

    @Test
    void secretParameterIsNeverAValue() {
        assertEquals(2, run("user", "password", "--userid", "a@pve", "--password", "hunter2"));
        assertTrue(terminal.err().contains("--password takes no value"), terminal.err());
        assertFalse(terminal.err().contains("hunter2"), terminal.err());
        assertFalse(connector.wasCalled());
    }

    @Test
    void secretParameterIsReadFromFileInputOrKeyboard(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from file\nmore\n");
        assertEquals(0, run("user", "password", "--userid", "a@pve", "--password-file", file.toString()));
        assertEquals("from file", connector.call().arguments().get("password"));
        terminal.piping("from pipe");
        assertEquals(0, run("user", "password", "--userid", "a@pve", "--password-stdin"));
        assertEquals("from pipe", connector.call().arguments().get("password"));
        assertEquals(2, run("user", "password", "--userid", "a@pve"));
        terminal.answering("typed", "typed");
        assertEquals(0, run("user", "password", "--userid", "a@pve"));
        assertEquals("typed", connector.call().arguments().get("password"));
    }

    @Test
    void aNewSecretIsTypedTwiceWithoutASlip() {
        terminal.answering("typed", "tpyed");
        assertEquals(2, run("user", "password", "--userid", "a@pve"));
        assertTrue(terminal.err().contains("--password: the two were not the same"), terminal.err());
        assertFalse(terminal.err().contains("typed\n"), terminal.err());
        assertFalse(connector.wasCalled());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void exitCodeIsThatOfTheFailure(FailureKind kind) {
        connector.failing(new InvalidCall(kind, "what happened", "what to do", Map.of("vmid", "is wrong")));
        assertEquals(kind.exitCode(), run("vm", "list"));
        assertTrue(terminal.err().endsWith("error: what happened\n  vmid: is wrong\nwhat to do\n"), terminal.err());
        assertEquals("", terminal.out());
        assertTrue(connector.isClosed());
    }

    @Test
    void failureIsJsonOnStderrWithJsonOutput() {
        InvalidCall failure = InvalidCall.argument("vmid", "is wrong");
        connector.failing(failure);
        assertEquals(2, run("-o", "json", "-q", "vm", "list"));
        assertEquals(JsonText.pretty(failure.toMap()) + "\n", terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void stackTraceIsShownOnlyForDebugging() {
        connector.failing(InvalidCall.argument("vmid", "is wrong"));
        run("vm", "list");
        assertFalse(terminal.err().contains("\tat "));
        run("vm", "list", "--debug");
        assertTrue(terminal.err().contains("\tat "));
    }

    @Test
    void withoutToolsetsNothingStarts() {
        Cli cli = new Cli(() -> Catalog.of(List.of()), connector, terminal);
        assertEquals(2, cli.run(List.of("vm", "list")));
        assertTrue(terminal.err().contains("No toolset was found"), terminal.err());
        assertEquals(0, cli.run(List.of("--version")));
    }

    @Test
    void unattendedDestructionIsRefused() {
        assertEquals(11, run("vm", "delete", "web-01"));
        assertTrue(terminal.err().contains("--yes does it without asking"), terminal.err());
        assertFalse(connector.wasCalled());
        assertEquals(0, run("vm", "delete", "web-01", "--yes"));
        assertTrue(connector.wasCalled());
    }

    @Test
    void deletionWantsTheNameTyped() {
        terminal.answering("yes");
        assertEquals(11, run("vm", "delete", "100"));
        assertFalse(connector.wasCalled());
        terminal.answering("web-01");
        assertEquals(0, run("vm", "delete", "100"));
        assertTrue(connector.wasCalled());
    }

    @Test
    void dryRunOnlyShowsThePlan() throws IOException {
        assertEquals(0, run("vm", "delete", "100", "--dry-run"));
        assertFalse(connector.wasCalled());
        Golden.assertMatches("plan.txt", terminal.out());
    }

    @Test
    void dryRunInJsonIsThePlan() {
        assertEquals(0, run("vm", "delete", "100", "--dry-run", "-o", "json"));
        assertEquals(JsonText.pretty(FakeConnector.plan(TestTools.DELETE).toMap()) + "\n", terminal.out());
    }

    @Test
    void listIsATable() throws IOException {
        connector.answering(machines());
        assertEquals(0, run("vm", "list"));
        Golden.assertMatches("list.txt", terminal.out());
    }

    @Test
    void columnsAndHeaderAreChosen() {
        connector.answering(machines());
        assertEquals(0, run("vm", "list", "--columns", "name,vmid", "--no-header"));
        assertEquals("web-01  100\nred     101\n\u65e5\u672c\u8a9e  102\n", terminal.out());
    }

    @Test
    void jsonIsThePublishedForm() {
        connector.answering(machines());
        assertEquals(0, run("vm", "list", "-o", "json"));
        assertEquals(JsonText.pretty(connector.result(TestTools.LIST).toMap()) + "\n", terminal.out());
    }

    @Test
    void jsonLinesAndCsvAreRowByRow() throws IOException {
        connector.answering(machines());
        assertEquals(0, run("vm", "list", "-o", "jsonl"));
        assertEquals(0, run("vm", "list", "-o", "csv"));
        assertTrue(terminal.out().endsWith("0\r\n"), terminal.out());
        Golden.assertMatches("list.jsonl-csv.txt", terminal.out().replace("\r\n", "\n"));
    }

    @Test
    void unknownFormatIsRefusedBeforeAnythingIsDone() {
        assertEquals(2, run("vm", "start", "100", "-o", "xml"));
        assertFalse(connector.wasCalled());
    }

    @Test
    void emptyListSaysSoOnStderr() {
        connector.answering(new ToolResult.Listing(List.of(), 0, 0));
        assertEquals(0, run("vm", "list"));
        assertEquals("", terminal.out());
        assertTrue(terminal.err().endsWith("No items.\n"));
    }

    @Test
    void objectIsATableOfItsFields() throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("uptime", 273600);
        object.put("memory", Map.of("total", 68719476736L));
        object.put("disks", List.of(Map.of("id", "a"), Map.of("id", "b")));
        object.put("flags", List.of("x", "y"));
        object.put("nothing", null);
        connector.answering(new ToolResult.Value(object));
        assertEquals(0, run("node", "status", "pve1"));
        Golden.assertMatches("object.txt", terminal.out());
    }

    @Test
    void taskIsTwoLines() {
        connector.answering(new ToolResult.Task(Map.of("upid", FakeConnector.UPID, "exitstatus", "OK", "seconds", 63),
                true));
        assertEquals(0, run("vm", "start", "100"));
        assertEquals("Start Machine, VM 100 (web-01) on pve1: OK after 1m 3s\n" + FakeConnector.UPID + "\n",
                terminal.out());
        assertEquals("task started: " + FakeConnector.UPID + "\nhalf of it\n", terminal.err());
    }

    @Test
    void watchedProgressIsALogAboveOneLineThatGoesAway() {
        terminal.answering();
        assertEquals(0, run("vm", "start", "100"));
        assertTrue(terminal.err().contains("\rhalf of it\n\r/ qmstart [##########          ] 50%"), terminal.err());
        assertTrue(terminal.err().endsWith(" \r"), terminal.err());
    }

    @Test
    void timeoutIsTheWaitWhereProxmoxHasNoneOfItsOwn() {
        assertEquals(Map.of("vmid", "100", "wait_timeout", "9"), argumentsOf("vm delete 100 --timeout 9 --yes"));
        assertEquals(Map.of("vmid", "100", "timeout", "9", "wait_timeout", "7"),
                argumentsOf("vm start 100 --timeout 9 --wait-timeout 7"));
    }

    @Test
    void settingsAreExplained() {
        assertEquals(0, run("--host", "pve1", "config", "explain"));
        assertEquals("SETTING       VALUE  ORIGIN  HIDES\nPROXMOX_HOST  pve1   flag\n", terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vm", "vm list", "vm start", "vm create", "user password", "task list", "api call",
            "config explain", "simulator", "init", "doctor", "context", "context use"})
    void helpIsGolden(String words) throws IOException {
        List<String> arguments = new ArrayList<>(words.isEmpty() ? List.of() : Arrays.asList(words.split(" ")));
        arguments.add("--help");
        assertEquals(0, run(arguments.toArray(String[]::new)));
        assertEquals("", terminal.err());
        Golden.assertMatches("help" + (words.isEmpty() ? "" : "-" + words.replace(' ', '-')) + ".txt", terminal.out());
    }

    @Test
    void helpGoesToStderrWhereNobodyAsked() {
        assertEquals(2, run());
        assertEquals("", terminal.out());
        assertTrue(terminal.err().startsWith("proxmox:"));
        assertEquals(2, run("vm"));
        assertEquals("", terminal.out());
    }

    private static ToolResult.Listing machines() {
        List<Map<String, @Nullable Object>> rows = List.of(
                row(100, "web-01", 0.1234, 2147483648L, 273600, 0),
                row(101, "\u001b[31mred\u001b[0m\u0007", 0.5, 512L, 75, 1),
                row(102, "\u65e5\u672c\u8a9e", 1, 1536L * 1024, 0, 0));
        return new ToolResult.Listing(rows, 3, 0);
    }

    private static Map<String, @Nullable Object> row(int vmid, String name, Number cpu, long mem, int uptime,
            int template) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("vmid", vmid);
        row.put("name", name);
        row.put("cpu", cpu);
        row.put("mem", mem);
        row.put("uptime", uptime);
        row.put("template", template);
        return row;
    }

    @Test
    void nobodyIsAskedForWhatIsRefusedAnyway() {
        terminal.answering("typed");
        assertEquals(2, run("user", "password", "--userid", "a@pve", "--dry-run", "-o", "csv"));
        assertFalse(terminal.err().contains("password: "), terminal.err());
        assertEquals("typed", terminal.readInputLine().orElseThrow());
    }
}
