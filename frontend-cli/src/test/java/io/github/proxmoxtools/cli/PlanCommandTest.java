package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown before something is changed, and what is refused. */
class PlanCommandTest {
    @AutoClose
    private final Workbench bench = Workbench.connected();

    private String plan(String line) {
        assertEquals(0, bench.runAnew((line + " --dry-run").split(" ")), bench.err());
        return bench.out();
    }

    @Test
    void tellsWhatWillDiffer() {
        assertEquals(0, bench.runAnew("vm", "update", "100", "--memory", "3072"), bench.err());
        String plan = plan("vm update web-01 --memory 8192 --description new --cores 2");
        assertTrue(plan.contains("Changes: memory: 4096 -> 8192 (waiting for the next start: 3072)\n"
                + "         description: (not set) -> new\n"), plan);
        assertFalse(plan.contains("cores: "), plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lxc update 200 --memory 256;memory: ",
            "firewall options update --level vm --vmid 100 --enable;enable: ",
            "cluster options update --set keyboard=fr;keyboard: ",
            "api call PUT /storage/local -d content=iso;content: "})
    void tellsItOfOtherConfigurationsToo(String commandAndChange) {
        String[] parts = commandAndChange.split(";", -1);
        String plan = plan(parts[0]);
        assertTrue(plan.contains("Changes: " + parts[1]), plan);
    }

    @Test
    void tellsWhatTheLoginLacks() {
        assertTrue(plan("vm start 103").contains("Login:   has these privileges\n"), bench.out());
        bench.workAs("PVEAuditor", "/");
        assertTrue(plan("vm start 103").contains("Login:   lacks VM.PowerMgmt on /vms/103\n"), bench.out());
    }

    @Test
    void hidesSecrets() {
        String plan = plan("vm update 100 --set cipassword=hunter2-hunter2");
        assertTrue(plan.contains("cipassword: (not set) -> ***\n"), plan);
        assertFalse(plan.contains("hunter2"), plan);
    }

    @Test
    void theQuestionShowsWhatIsReplacedAndTheCallIsHeldToIt() {
        FakeTerminal terminal = new FakeTerminal().answering("y");
        assertEquals(0, bench.runOn(terminal, "vm", "update", "100", "--net0", "virtio,bridge=vmbr9"),
                bench.err());
        assertTrue(
                bench.err().contains("Changes:\u001b[0m net0: virtio=BC:24:11:00:00:64,bridge=vmbr0,firewall=1 -> "
                        + "virtio,bridge=vmbr9"),
                bench.err());
        String body = bench.simulator.requests().stream().filter(request -> request.isWrite()).reduce((a, b) -> b)
                .orElseThrow().body();
        assertTrue(body.contains("digest="), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm delete 103 --yes", "vm delete 103", "vm delete 103 --dry-run",
            "vm update 103 --delete scsi0 --yes", "api call DELETE /nodes/pve2/qemu/103 --yes"})
    void whatIsProtectedIsRefusedAndToldHowToLiftIt(String command) {
        bench.simulator.state().set(103, "protection", 1);
        assertEquals(11, bench.runOn(new FakeTerminal().answering(), command.split(" ")), bench.out());
        assertTrue(bench.err().contains("is protected"), bench.err());
        assertTrue(bench.err().contains("proxmox vm update 103 --no-protection"), bench.err());
        assertFalse(bench.err().contains("Type '"), bench.err());
        assertEquals(0, bench.simulator.writes());
        assertEquals(0, bench.runAnew("vm", "update", "103", "--no-protection"), bench.err());
        assertEquals(0, bench.runAnew("vm", "delete", "103", "--yes"), bench.err());
    }

    @Test
    void aContainerIsProtectedToo() {
        bench.simulator.state().set(204, "protection", 1);
        assertEquals(11, bench.runAnew("lxc", "delete", "204", "--yes"));
        assertTrue(bench.err().endsWith(" lifts the protection first: 'proxmox lxc update 204 --no-protection'.\n"),
                bench.err());
    }
}
