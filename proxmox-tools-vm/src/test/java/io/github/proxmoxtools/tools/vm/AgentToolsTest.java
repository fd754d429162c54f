package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.proxmoxtools.tools.contract.ToolBench;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the guest agent tells, and what it says when it cannot. */
@Tag("agent")
final class AgentToolsTest {
    private static final String PREFIX = "proxmox_vm_agent_";

    @AutoClose
    private final ToolBench bench = new ToolBench(new VmToolset(), "9.2");

    @TestFactory
    Stream<DynamicTest> everyToolSaysThatTheAgentDoesNotRun() {
        bench.state().agent(100, false);
        return new VmToolset().areas().stream().flatMap(area -> area.tools().stream())
                .filter(tool -> tool.name().startsWith(PREFIX))
                .map(tool -> dynamicTest(tool.name(), () -> {
                    Object[] arguments = switch (tool.name().substring(PREFIX.length())) {
                        case "exec" -> new Object[]{"vmid", 100, "command", "ls"};
                        case "exec_status" -> new Object[]{"vmid", 100, "pid", 5};
                        case "file_read" -> new Object[]{"vmid", 100, "file", "/etc/passwd"};
                        case "file_write" -> new Object[]{"vmid", 100, "file", "/tmp/a", "content", "a"};
                        case "set_user_password" ->
                            new Object[]{"vmid", 100, "username", "root", "password", "long enough"};
                        default -> new Object[]{"vmid", 100};
                    };
                    bench.failure(FailureKind.AGENT_NOT_RUNNING, tool.name(), arguments);
                }));
    }

    @Test
    void pingSaysThatItAnswered() {
        assertEquals(true, bench.data(PREFIX + "ping", "vmid", "web-01").get("answers"));
        assertEquals(1, bench.sent("POST", "/agent/ping").size());
    }

    /** The first catalogue called get-network-interfaces, which no version has. */
    @Test
    void networkInterfacesHaveAPathOfTheirOwn() {
        List<?> interfaces = assertInstanceOf(List.class, value("get_network_interfaces"));

        assertTrue(interfaces.toString().contains("hardware-address=bc:24:11:00:00:64"), interfaces::toString);
        assertEquals(1, bench.sent("GET", "/agent/network-get-interfaces").size());
    }

    @Test
    void answersComeWithoutTheirWrapping() {
        assertEquals("web-01", bench.data(PREFIX + "get_host_name", "vmid", 100).get("host-name"));
        assertEquals("debian", bench.data(PREFIX + "get_osinfo", "vmid", 100).get("id"));
        assertTrue(bench.data(PREFIX + "info", "vmid", 100).containsKey("supported_commands"));
        assertEquals(List.of(), value("get_users"));
        assertEquals(2, assertInstanceOf(List.class, value("get_vcpus")).size());
    }

    @Test
    void theClockIsReadableToo() {
        var time = bench.data(PREFIX + "get_time", "vmid", 100);

        assertTrue(time.get("nanoseconds").toString().matches("\\d{19}"), time::toString);
        assertTrue(time.get("utc").toString().matches("20\\d\\d-\\d\\d-\\d\\dT.*Z"), time::toString);
    }

    /** The server answers 200 with the agent's error where the result should be. */
    @Test
    void anErrorInPlaceOfAResultIsAFailure() {
        bench.state().disableAgentCommand(100, "get-osinfo").disableAgentCommand(100, "get-time");

        ToolFailure failure = bench.failure(FailureKind.SERVER, PREFIX + "get_osinfo", "vmid", 100);
        assertEquals("Agent error: Command guest-get-osinfo has been disabled", failure.error());
        assertEquals("/nodes/pve1/qemu/100/agent/get-osinfo", failure.callSite().orElseThrow().endpoint());
        bench.failure(FailureKind.SERVER, PREFIX + "get_time", "vmid", 100);
    }

    @Test
    void aPasswordIsNeverShownAndArrivesAsItsBytes() {
        String password = "p\u00e4ssw\u00f6rd";
        var plan = bench.plan(PREFIX + "set_user_password", "vmid", 100, "username", "root", "password", password);
        assertFalse(plan.toMap().toString().contains("\u00e4ssw"), () -> plan.toMap().toString());

        var result = bench.run(PREFIX + "set_user_password", "vmid", 100, "username", "root", "password", password);

        assertFalse(result.toMap().toString().contains("\u00e4ssw"));
        assertTrue(bench.body("POST", "/agent/set-user-password").contains("password=p%C3%83%C2%A4ssw%C3%83%C2%B6rd"),
                () -> bench.body("POST", "/agent/set-user-password"));
    }

    @Test
    void aUserWhoIsNotThereIsAFailure() {
        ToolFailure failure = bench.failure(FailureKind.SERVER, PREFIX + "set_user_password", "vmid", 100,
                "username", "ghost", "password", "long enough");

        assertTrue(failure.error().contains("Agent error"), failure::error);
        bench.failure(FailureKind.BAD_ARGUMENT, PREFIX + "set_user_password", "vmid", 100, "username", "root",
                "password", "1234");
    }

    private Object value(String tool) {
        ToolResult.Value value = assertInstanceOf(ToolResult.Value.class,
                bench.run(PREFIX + tool, "vmid", 100).content());
        return Objects.requireNonNull(value.value());
    }
}
