package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown before something is changed, and what is refused. */
class PlanCommandTest {
    private final SimulatedCommands commands = new SimulatedCommands();

    @AfterEach
    void close() {
        commands.close();
    }

    private String plan(String line) {
        assertEquals(0, commands.run((line + " --dry-run").split(" ")), commands.err());
        return commands.out();
    }

    @Test
    void tellsWhatWillDiffer() {
        assertEquals(0, commands.run("vm", "update", "100", "--memory", "3072"), commands.err());
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
        assertTrue(plan("vm start 103").contains("Login:   has these privileges\n"), commands.out());
        commands.workAs("PVEAuditor", "/");
        assertTrue(plan("vm start 103").contains("Login:   lacks VM.PowerMgmt on /vms/103\n"), commands.out());
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
        assertEquals(0, commands.runOn(terminal, "vm", "update", "100", "--net0", "virtio,bridge=vmbr9"),
                commands.err());
        assertTrue(
                commands.err().contains("Changes:\u001b[0m net0: virtio=BC:24:11:00:00:64,bridge=vmbr0,firewall=1 -> "
                        + "virtio,bridge=vmbr9"),
                commands.err());
        String body = commands.simulator.requests().stream().filter(request -> request.isWrite()).reduce((a, b) -> b)
                .orElseThrow().body();
        assertTrue(body.contains("digest="), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm delete 103 --yes", "vm delete 103", "vm delete 103 --dry-run",
            "vm update 103 --delete scsi0 --yes", "api call DELETE /nodes/pve2/qemu/103 --yes"})
    void whatIsProtectedIsRefusedAndToldHowToLiftIt(String command) {
        commands.simulator.state().set(103, "protection", 1);
        assertEquals(11, commands.runOn(new FakeTerminal().answering(), command.split(" ")), commands.out());
        assertTrue(commands.err().contains("is protected"), commands.err());
        assertTrue(commands.err().contains("proxmox vm update 103 --no-protection"), commands.err());
        assertFalse(commands.err().contains("Type '"), commands.err());
        assertEquals(0, commands.simulator.writes());
        assertEquals(0, commands.run("vm", "update", "103", "--no-protection"), commands.err());
        assertEquals(0, commands.run("vm", "delete", "103", "--yes"), commands.err());
    }

    @Test
    void aContainerIsProtectedToo() {
        commands.simulator.state().set(204, "protection", 1);
        assertEquals(11, commands.run("lxc", "delete", "204", "--yes"));
        assertTrue(commands.err().contains("proxmox lxc update 204 --no-protection"), commands.err());
    }
}
