package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.ToolBench;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs inside guests: how a command travels, and what is told of its end. */
@Tag("agent")
@Timeout(60)
final class AgentExecTest {
    private static final String EXEC = "proxmox_vm_agent_exec";
    private static final String STATUS = "proxmox_vm_agent_exec_status";

    @AutoClose
    private final ToolBench bench = new ToolBench(new VmToolset(), "9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void runsAListAndATextAlike(String version) {
        bench.on(version);

        assertEquals("one two three\n", output("command", List.of("echo", "one two", "three")));
        assertEquals("one two three\n", output("command", "echo 'one two' \"three\""));
        assertEquals("a, b\n", output("command", List.of("sh", "-c", "echo \"a, b\"")));
    }

    /** The first catalogue sent a command with arguments as one word. */
    @Test
    void sendsEachArgumentAsAFieldOfItsOwn() {
        output("command", "echo 'one two' three");

        assertEquals("command=echo&command=one%20two&command=three", bench.body("POST", "/agent/exec"));
    }

    @Test
    void sendsOneFieldBeforeTheEighthSeries() {
        bench.on("7.4");
        output("command", List.of("echo", "one two", "", "three"));
        assertEquals("command=echo%00one%20two%00%00three", bench.body("POST", "/agent/exec"));

        bench.simulator().forgetRequests();
        assertEquals(127L, status("command", List.of("sh", "-c", "my,own;tool")).get("exitcode"));
        ToolFailure missing = bench.failure(FailureKind.NOT_FOUND, EXEC, "vmid", 100, "command",
                List.of("my own,tool"));
        assertTrue(missing.error().contains("my own,tool"), missing::error);
    }

    @Test
    void anEmptyLastArgumentIsRefusedWhereItWouldGetLost() {
        bench.on("7.4");
        bench.failure(FailureKind.BAD_ARGUMENT, EXEC, "vmid", 100, "command", List.of("echo", ""));
        assertEquals(0, bench.simulator().writes());
    }

    @Test
    void quotesThatAreNotClosedAreRefusedUnsent() {
        ToolFailure failure = bench.failure(FailureKind.BAD_ARGUMENT, EXEC, "vmid", 100, "command", "echo 'one");

        assertTrue(failure.error().startsWith("command: the quote '"), failure::error);
        assertEquals(0, bench.simulator().requests().size());
        bench.failure(FailureKind.BAD_ARGUMENT, EXEC, "vmid", 100, "command", "  ");
    }

    @Test
    void standardInputIsUtf8() {
        assertEquals("gr\u00fc\u00dfe \u2713", output("command", "cat", "input-data", "gr\u00fc\u00dfe \u2713"));
        ToolFailure failure = bench.failure(FailureKind.BAD_ARGUMENT, EXEC, "vmid", 100, "command", "cat",
                "input-data", "\u00fc".repeat(40_000));
        assertTrue(failure.error().contains("65536 bytes, not 80000"), failure::error);
    }

    @Test
    void tellsExitCodeAndBothStreams() {
        Map<?, ?> status = status("command", "cat /nope");

        assertEquals(1L, status.get("exitcode"));
        assertEquals("cat: /nope: No such file or directory\n", status.get("err-data"));
        assertTrue(status.get("pid").toString().matches("\\d+"));
    }

    @Test
    void tellsThePidWhenItDoesNotWait() {
        ToolResult result = bench.run(EXEC, "vmid", 100, "command", "uname", "wait", false);
        Object pid = ((Map<?, ?>) ((ToolResult.Value) result.content()).value()).get("pid");

        assertTrue(result.notes().getFirst().contains("ask for the status of this pid"), result.notes()::toString);
        assertEquals(0, bench.sent("GET", "/agent/exec-status").size());
        assertEquals("Linux\n", bench.data(STATUS, "vmid", 100, "pid", pid).get("out-data"));
        bench.failure(FailureKind.SERVER, STATUS, "vmid", 100, "pid", pid); // the agent forgets what it has told
    }

    @Test
    void tellsThePidWhenTheTimeIsOver() {
        ToolResult result = bench.run(EXEC, "vmid", 100, "command", "sleep 600000", "wait_timeout", 1);
        Map<?, ?> data = (Map<?, ?>) ((ToolResult.Value) result.content()).value();

        assertEquals(0L, data.get("exited"));
        assertTrue(data.containsKey("pid"));
        assertTrue(result.notes().getFirst().contains("still runs"), result.notes()::toString);
    }

    @Test
    void tellsThePidWhenTheAgentGoesAway() {
        bench.simulator().faults().always("GET", "/nodes/pve1/qemu/100/agent/exec-status",
                Fault.status(500, "QEMU guest agent is not running"));

        ToolResult result = bench.run(EXEC, "vmid", 100, "command", "uname");

        assertTrue(((Map<?, ?>) ((ToolResult.Value) result.content()).value()).containsKey("pid"));
        assertTrue(result.notes().getFirst().contains("guest agent is not running"), result.notes()::toString);
        assertEquals(1, bench.sent("POST", "/agent/exec").size());
    }

    /** The agent tells the end of a program once: when that answer is lost, asking again finds nothing. */
    @Test
    void saysThatTheOutputIsGoneWhenTheAnswerWithItWasLost() {
        bench.simulator().faults().on("GET", "/nodes/pve1/qemu/100/agent/exec-status", 1, Fault.resetAfterTaking());

        ToolResult result = bench.run(EXEC, "vmid", 100, "command", "uname");

        String note = result.notes().getFirst();
        assertTrue(note.startsWith("The program was started and has ended"), note);
        assertTrue(note.contains("output are gone"), note);
        assertFalse(note.contains("ask for the status"), note);
        assertTrue(((Map<?, ?>) ((ToolResult.Value) result.content()).value()).containsKey("pid"));
        assertEquals(1, bench.sent("POST", "/agent/exec").size());
    }

    @Test
    void isNeverStartedTwice() {
        bench.simulator().faults().on("POST", "/nodes/pve1/qemu/100/agent/exec", 1, Fault.resetAfterTaking());

        bench.failure(FailureKind.OUTCOME_UNKNOWN, EXEC, "vmid", 100, "command", "uname");

        assertEquals(1, bench.sent("POST", "/agent/exec").size());
    }

    @Test
    void longOutputIsCutAndSaidSo() {
        bench.state().file(100, "/long", ("x" + "\u00fc".repeat(40_000)).getBytes(StandardCharsets.UTF_8));

        ToolResult result = bench.run(EXEC, "vmid", 100, "command", "cat /long");
        Map<?, ?> data = (Map<?, ?>) ((ToolResult.Value) result.content()).value();

        assertEquals("x" + "\u00fc".repeat(32_767), data.get("out-data")); // half a character is left out
        assertEquals(1L, data.get("out-truncated"));
        assertTrue(result.notes().getFirst().contains("65536 of 80001 bytes"), result.notes()::toString);
    }

    @Test
    void namesWhatAShellWouldHaveUnderstood() {
        ToolResult result = bench.run(EXEC, "vmid", 100, "command", "echo one | wc");

        assertTrue(result.notes().getFirst().startsWith("No shell ran this"), result.notes()::toString);
    }

    @Test
    void aProgramThatIsNotThereAndADisabledCommandAreFailures() {
        bench.failure(FailureKind.NOT_FOUND, EXEC, "vmid", 100, "command", "nope");
        bench.state().disableAgentCommand(100, "exec");
        assertTrue(bench.failure(FailureKind.SERVER, EXEC, "vmid", 100, "command", "ls").error()
                .contains("has been disabled"));
    }

    @Test
    void destroysUntilShownOtherwise() {
        assertEquals("DESTROY", bench.plan(EXEC, "vmid", 100, "command", "uname").safety().name());
        assertFalse(bench.simulator().writes() > 0);
    }

    private String output(Object... arguments) {
        return String.valueOf(status(arguments).get("out-data"));
    }

    private Map<?, ?> status(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "vmid";
        all[1] = 100;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return bench.data(EXEC, all);
    }

    @Test
    void whoTakesItBackIsToldThePid() throws InterruptedException {
        var failure = new java.util.concurrent.atomic.AtomicReference<ToolFailure>();
        Thread caller = Thread.ofVirtual().start(() -> failure.set(bench.failure(FailureKind.CANCELLED, EXEC, "vmid",
                100, "command", "sleep 60")));
        while (bench.sent("GET", "/agent/exec-status").isEmpty()) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join();
        assertTrue(String.valueOf(failure.get().details().get("pid")).matches("\\d+"), failure.get()::error);
    }
}
