package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The guest agent of virtual machines. */
class GuestAgentTest {
    private static final String AGENT = "pve1/qemu/100/agent/";

    @AutoClose
    private final GuestApi api = new GuestApi();

    @Test
    void theAgentMustBeConfiguredItsMachineRunAndItself() throws Exception {
        assertEquals("500 VM 103 is not running", api.refusal("POST", "pve2/qemu/103/agent/ping"));
        api.state().agent(100, false);
        assertEquals("500 QEMU guest agent is not running", api.refusal("POST", AGENT + "ping"));
        api.state().agent(100, true);
        assertEquals("{result={}}", api.done("POST", AGENT + "ping").toString());
        api.done("PUT", "pve2/qemu/103/config", "delete", "agent");
        assertEquals("500 No QEMU guest agent configured", api.refusal("POST", "pve2/qemu/103/agent/ping"));
        assertEquals("500 Configuration file 'nodes/pve1/qemu-server/999.conf' does not exist",
                api.refusal("POST", "pve1/qemu/999/agent/ping"));
    }

    @Test
    void windowsAndMachinesWithoutASystemDoNotAnswer() throws Exception {
        assertEquals("500 QEMU guest agent is not running", api.refusal("POST", "pve1/qemu/106/agent/ping"));
        api.state().system(100, false);
        assertEquals("500 QEMU guest agent is not running", api.refusal("POST", AGENT + "ping"));
    }

    @Test
    void aProgramRunsAndItsEndIsToldOnce() throws Exception {
        Object pid = exec("echo", "one two", "three");
        assertEquals(Map.of("exited", BigInteger.ONE, "exitcode", BigInteger.ZERO, "out-data", "one two three\n",
                "out-truncated", BigInteger.ZERO), status(pid));
        assertEquals("500 Agent error: Invalid parameter 'pid'",
                api.refusal("GET", AGENT + "exec-status", "pid", String.valueOf(pid)));
    }

    @Test
    void programsFailAndTakeTheirTime() throws Exception {
        assertEquals(BigInteger.ONE, status(exec("false")).get("exitcode"));
        assertEquals("cat: /nope: No such file or directory\n", status(exec("cat", "/nope")).get("err-data"));
        assertEquals("a\nb\n", status(exec("sh", "-c", "echo a; echo \"b\" && true")).get("out-data"));
        assertEquals(BigInteger.valueOf(127), status(exec("sh", "-c", "nope")).get("exitcode"));
        assertEquals("500 Agent error: Guest agent command failed, error was "
                + "'Failed to execute child process \u201cnope\u201d (No such file or directory)'",
                utf8(api.refusal("POST", AGENT + "exec", "command", "nope")));
        Object sleeper = exec("sleep", "600");
        assertEquals(Map.of("exited", BigInteger.ZERO), status(sleeper));
        api.pass(Duration.ofMinutes(10));
        assertEquals(BigInteger.ONE, status(sleeper).get("exited"));
    }

    @Test
    void theStandardInputReachesTheProgram() throws Exception {
        Object pid = ((Map<?, ?>) api.done("POST", AGENT + "exec", "command", "cat", "input-data", "hello"))
                .get("pid");
        assertEquals("hello", status(pid).get("out-data"));
    }

    @Test
    void theStandardInputIsBytes() throws Exception {
        Object pid = ((Map<?, ?>) api.done("POST", AGENT + "exec", "command", "cat", "input-data", "\u00c3\u00bc"))
                .get("pid");
        assertEquals("\u00c3\u00bc", status(pid).get("out-data"));
        assertTrue(api.refusal("POST", AGENT + "exec", "command", "cat", "input-data", "\u2713")
                .startsWith("500 Wide character in subroutine entry"));
    }

    @Test
    void aDisabledCommandIsAnErrorThatLooksLikeAResult() throws Exception {
        api.state().disableAgentCommand(100, "get-osinfo").disableAgentCommand(100, "exec");
        assertTrue(result("get-osinfo").contains("desc=Command guest-get-osinfo has been disabled"));
        assertEquals("500 Agent error: Command guest-exec has been disabled",
                api.refusal("POST", AGENT + "exec", "command", "ls"));
    }

    @Test
    void theSeventhSeriesSplitsOneText() throws Exception {
        try (var old = new GuestApi("7.4")) {
            Object pid = ((Map<?, ?>) old.done("POST", AGENT + "exec", "command", "echo,one,two")).get("pid");
            assertEquals("one two\n", old.map(AGENT + "exec-status", "pid", String.valueOf(pid)).get("out-data"));
        }
    }

    @Test
    void filesAreWrittenAsTextOrAsTheirBase64() throws Exception {
        assertNull(api.done("POST", AGENT + "file-write", "file", "/tmp/a", "content", "hello\n"));
        assertEquals(Map.of("content", "hello\n", "bytes-read", BigInteger.valueOf(6)),
                api.map(AGENT + "file-read", "file", "/tmp/a"));
        api.done("POST", AGENT + "file-write", "file", "/tmp/b", "content", "aGk=", "encode", "0");
        assertEquals("hi", api.map(AGENT + "file-read", "file", "/tmp/b").get("content"));
        assertEquals("aGk=", api.map(AGENT + "file-read", "file", "/tmp/b", "decode", "0").get("content"));
        assertEquals("a\nb\n", status(exec("ls", "/tmp")).get("out-data"));
        assertEquals("500 Wide character in subroutine entry at /usr/share/perl5/PVE/API2/Qemu/Agent.pm line 502.",
                api.refusal("POST", AGENT + "file-write", "file", "/tmp/c", "content", "\u2713"));
    }

    @Test
    void aFileThatIsMissingOrTooLongIsSaidSo() throws Exception {
        assertEquals("500 Agent error: failed to open file '/nope' (mode: 'r'): No such file or directory",
                api.refusal("GET", AGENT + "file-read", "file", "/nope"));
        api.state().file(100, "/big", "x".repeat((16 << 20) + 1).getBytes(StandardCharsets.US_ASCII));
        Map<String, Object> read = api.map(AGENT + "file-read", "file", "/big");
        assertEquals(BigInteger.ONE, read.get("truncated"));
        assertEquals(BigInteger.valueOf(16 << 20), read.get("bytes-read"));
    }

    @Test
    void theAgentTellsOfItsMachine() throws Exception {
        assertEquals("{host-name=web-01}", result("get-host-name"));
        assertTrue(result("get-osinfo").contains("id=debian"));
        assertTrue(result("get-vcpus").contains("online=true"));
        assertTrue(result("network-get-interfaces").contains("hardware-address=bc:24:11:00:00:64"));
        assertTrue(result("info").contains("guest-exec"));
        assertEquals("[]", result("get-users"));
        assertEquals("{result={host-name=web-01}}",
                api.done("POST", "pve1/qemu/100/agent", "command", "get-host-name").toString());
    }

    @Test
    void fileSystemsFreezeAndThaw() throws Exception {
        assertEquals("{result=2}", api.done("POST", AGENT + "fsfreeze-freeze").toString());
        assertEquals("{result=frozen}", api.done("POST", AGENT + "fsfreeze-status").toString());
        assertEquals("{result=2}", api.done("POST", AGENT + "fsfreeze-thaw").toString());
        assertEquals("{result=thawed}", api.done("POST", AGENT + "fsfreeze-status").toString());
    }

    @Test
    void theAgentTurnsItsMachineOff() throws Exception {
        api.done("POST", AGENT + "shutdown");
        api.pass(Duration.ofMinutes(1));
        assertFalse(api.state().isRunning(100));
    }

    private Object exec(String... command) throws Exception {
        String[] form = new String[2 * command.length];
        for (int i = 0; i < command.length; i++) {
            form[2 * i] = "command";
            form[2 * i + 1] = command[i];
        }
        return ((Map<?, ?>) api.done("POST", AGENT + "exec", form)).get("pid");
    }

    private Map<String, Object> status(Object pid) throws Exception {
        return api.map(AGENT + "exec-status", "pid", String.valueOf(pid));
    }

    private String result(String command) throws Exception {
        return String.valueOf(api.map(AGENT + command).get("result"));
    }

    private static String utf8(String text) {
        return text.contains("\u201c")
                ? text
                : new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
