package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells are answered, by the real tools and client over TLS. */
class CompletionTest {
    @AutoClose
    private final Workbench bench = Workbench.connected();

    @TempDir
    private Path folder;

    private FakeTerminal ask(String... arguments) {
        bench.config = folder.resolve("config");
        bench.environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        assertEquals(0, bench.runAnew(arguments));
        assertEquals("", bench.err(), "whoever types wants no messages");
        return bench.terminal;
    }

    /** Asks with a line; what stands behind the last blank is being typed. */
    private List<String> answer(String line) {
        List<String> arguments = new ArrayList<>(List.of("__complete", "fish", ""));
        arguments.addAll(List.of(line.split(" ", -1)));
        return ask(arguments.toArray(String[]::new)).out().lines().toList();
    }

    private String values(String line) {
        return String.join(" ", answer(line).stream().skip(1).map(text -> text.split("\t")[0]).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "vm st|start status stop",
            "-o json vm snapshot ro|rollback",
            "help vm snapshot ro|rollback",
            "comp|completion",
            "completion z|zsh",
            "-o js|json jsonl",
            "--output=js|--output=json --output=jsonl",
            "vm list --output=js|--output=json --output=jsonl",
            "vm list -o js|json jsonl",
            "vm list -qo js|json jsonl",
            "vm list --columns vmid,na|vmid,name",
            "vm list --sort vm|vmid",
            "vm list --filter st|status",
            "vm list --filter status=running,no|status=running,node",
            "vm list --filter status=|",
            "vm start --selector po|pool",
            "vm list --columns vmid,status,n|vmid,status,name vmid,status,node",
            "vm create pve1 --net0 vi|virtio=",
            "vm create pve1 --net0 virtio,br|virtio,bridge=",
            "vm create pve1 --net0=virtio,mod|--net0=virtio,model=",
            "vm create pve1 --net0 model=vi|model=virtio",
            "vm create pve1 --net0 virtio,firewall=|virtio,firewall=0 virtio,firewall=1",
            "vm create pve1 --net0 virtio,bridge=vmbr0,br|",
            "vm create pve1 --scsi0 local-lvm:8,disc|local-lvm:8,discard=",
            "vm create pve1 --scsi0 local-lvm:8,discard=o|local-lvm:8,discard=on",
            "vm start web-01 --as|--async",
            "vm start --async web-01 --as|",
            "vm start web-01 --no-w|--no-wait",
            "vm create pve1 --net7|",
            "user create --en|--enable",
            "firewall rule add --level l|lxc",
            "api get --d|--debug --dry-run --demo"})
    void knowsTheCommands(String line, String expected) {
        assertEquals(expected == null ? "" : expected, values(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "vm start web|web-01 web-02",
            "vm start web-01 web|web-02",
            "vm start 10|100 101 102 103 104 105 106 107",
            "lxc start dns|dns-01 dns-02",
            "vm start web-01 --node pve|pve1 pve2 pve3",
            "vm create pve1 --net0 virtio,bridge=|virtio,bridge=vmbr0",
            "api post /nodes/pve1/qemu -d net0=virtio,bridge=|net0=virtio,bridge=vmbr0",
            "storage show local|local local-lvm",
            "storage show local nfs|nfs-backup",
            "node status pve|pve1 pve2 pve3",
            "vm migrate web-01 --target pve|pve1 pve2 pve3",
            "vm snapshot rollback db-01 --snapname b|before-upgrade",
            "vm snapshot rollback --snapname=b|",
            "vm snapshot rollback 102 --snapname=b|--snapname=before-upgrade",
            "vm snapshot create db-01 --snapname b|",
            "storage content nfs|nfs-backup",
            "api get /nodes/pve2/qemu/10|/nodes/pve2/qemu/101 /nodes/pve2/qemu/103 /nodes/pve2/qemu/107",
            "api call GET /clus|/cluster",
            "api call GET /nodes/pve1/storage/nf|/nodes/pve1/storage/nfs-backup",
            "api call POST /nodes/pve1/qemu/100/snapshot -d s|snapname=",
            "api post /nodes/pve1/qemu/100/snapshot -d snapname=x -d s|",
            "api post /nodes/pve1/qemu/100/snapshot -d vmstate=|vmstate=0 vmstate=1",
            "api post /nodes/pve1/qemu/100/migrate -d target=pve3|target=pve3"})
    void knowsTheCluster(String line, String expected) {
        assertEquals(expected == null ? "" : expected, values(line));
        assertEquals(0, bench.simulator.writes());
    }

    @Test
    void describesAndSaysWhatGoesOn() {
        assertEquals(List.of("words", "web-01\t100, VM on pve1, running", "web-02\t101, VM on pve2, running"),
                answer("vm start web"));
        assertEquals(List.of("open", "/nodes/pve1\tonline", "/nodes/pve2\tonline", "/nodes/pve3\tonline"),
                answer("api get /nodes/"));
        assertEquals(List.of("open", "/nodes", "/nodes/pve1\tonline", "/nodes/pve2\tonline", "/nodes/pve3\tonline"),
                answer("api get /nodes"));
        assertEquals(List.of("words", "start\tStart Virtual Machine"), answer("vm start"));
        assertEquals(List.of("file"), answer("vm list --ca-file x"));
        assertEquals(List.of("file"), answer("user create bob@pve --password-file x"));
    }

    @Test
    void namesTasksSoThatBashTakesThemAsTheyAre() {
        ask("vm", "start", "db-02", "-q");
        String upid = values("task log UPID:");
        assertTrue(upid.startsWith("UPID:pve2:"), upid);
        assertEquals("words\n" + upid.substring("UPID:".length()).replace("!", "\\!") + "\n",
                ask("__complete", "bash", "UPID:", "task", "log", "UPID:p").out());
    }

    @Test
    void namesContexts() throws IOException {
        Path contexts = Files.createDirectories(folder.resolve("config/proxmox-tools/contexts"));
        Files.writeString(contexts.resolve("home.env"), "PROXMOX_HOST=x\n");
        Files.writeString(folder.resolve("config/proxmox-tools/.env"), "");
        assertEquals("home", values("vm list --context h"));
        assertEquals("--context=home", values("--context=h"));
    }

    @Test
    void anAnswerIsKeptWithoutSecrets() throws IOException {
        assertEquals("web-01 web-02", values("vm start web"));
        bench.simulator.close();
        assertEquals("web-01 web-02", values("vm start web"));
        bench.environment.put("PROXMOX_TOKEN_ID", "other@pve!token");
        assertEquals("", values("vm start web"), "what one login sees is not shown to another");
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(bench.simulator.adminTokenSecret()), file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fish", "tcsh  vm", "fish", "fish - vm nosuch x", "fish - --no-such-option",
            "fish - vm start a b c", "fish - api post /no/such/path -d a", "fish - api get /../x", "fish - vm list -o",
            "bash kept-longer-than-all vm st", "fish - vm list --context a --context b --node x"})
    void whateverIsTypedNothingIsSaid(String arguments) {
        List<String> all = new ArrayList<>(List.of("__complete"));
        all.addAll(List.of(arguments.split(" ")));
        ask(all.toArray(String[]::new));
    }

    @Test
    void offlineItIsSilent() {
        bench.simulator.close();
        assertEquals(List.of("words"), answer("vm start "));
        bench.environment.clear();
        assertEquals(List.of("words"), answer("vm start "));
        assertEquals("start status stop", values("vm st"));
    }

    @Test
    void aWrongShellIsRefusedWithTheRightOnes() {
        FakeTerminal terminal = new FakeTerminal();
        assertEquals(2,
                new Cli(() -> Workbench.CATALOG, new FakeConnector(), terminal).run(List.of("completion", "tcsh")));
        assertTrue(terminal.err().contains("Choose bash, zsh, fish."), terminal.err());
    }
}
