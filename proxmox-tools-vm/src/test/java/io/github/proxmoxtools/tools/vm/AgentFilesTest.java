package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.contract.ToolBench;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files inside guests: their bytes arrive as they are. */
@Tag("agent")
final class AgentFilesTest {
    private static final String READ = "proxmox_vm_agent_file_read";
    private static final String WRITE = "proxmox_vm_agent_file_write";

    @AutoClose
    private final ToolBench bench = new ToolBench(new VmToolset(), "9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void runsACommandWritesAFileAndReadsItBack(String version) {
        bench.on(version);
        String text = "# gr\u00fc\u00dfe \u2713\nkey = \"value\"\n";
        assertEquals(true, bench.data("proxmox_vm_agent_ping", "vmid", 100).get("answers"));
        Object host = bench.data("proxmox_vm_agent_exec", "vmid", "web-01", "command", "cat /etc/hostname")
                .get("out-data");

        bench.run(WRITE, "vmid", "web-01", "file", "/etc/made.conf", "content", text + host);

        assertEquals(text + "web-01\n", read("/etc/made.conf").get("content"));
        assertEquals("made.conf\nos-release\npasswd\n", bench.data("proxmox_vm_agent_exec", "vmid", 100, "command",
                "ls /etc").get("out-data"));
        assertEquals(text + "web-01\n",
                bench.data("proxmox_vm_agent_exec", "vmid", 100, "command", "cat /etc/made.conf").get("out-data"));
    }

    /** The first catalogue encoded base64 once more. */
    @Test
    void base64IsSentAsItIs() {
        bench.run(WRITE, "vmid", 100, "file", "/tmp/a", "content", "aGVsbG8K", "encode", false);

        assertTrue(bench.body("POST", "/agent/file-write").contains("encode=0"));
        assertEquals("hello\n", read("/tmp/a").get("content"));
    }

    @Test
    void plainTextThatLooksLikeBase64StaysPlain() {
        bench.run(WRITE, "vmid", 100, "file", "/tmp/a", "content", "aGVsbG8K");

        assertFalse(bench.body("POST", "/agent/file-write").contains("encode="));
        assertEquals("aGVsbG8K", read("/tmp/a").get("content"));
    }

    @Test
    void whatIsNoBase64IsRefusedUnsent() {
        ToolFailure failure = bench.failure(FailureKind.BAD_ARGUMENT, WRITE, "vmid", 100, "file", "/tmp/a",
                "content", "no base64!", "encode", false);

        assertTrue(failure.details().containsKey("content"));
        assertEquals(0, bench.simulator().writes());
    }

    @Test
    void theLimitIsInBytes() {
        bench.run(WRITE, "vmid", 100, "file", "/tmp/a", "content", "\u00fc".repeat(30_720));
        assertEquals(61_440L, read("/tmp/a").get("bytes-read"));

        ToolFailure failure = bench.failure(FailureKind.BAD_ARGUMENT, WRITE, "vmid", 100, "file", "/tmp/a",
                "content", "\u00fc".repeat(30_721));
        assertTrue(failure.error().contains("61440 bytes, not 61442"), failure::error);
    }

    @Test
    void bytesThatAreNoTextAreBase64() {
        bench.state().file(100, "/bin/x", new byte[]{0x7f, 'E', 'L', 'F', 0, (byte) 0xff});

        Map<?, ?> read = read("/bin/x");

        assertEquals("f0VMRgD/", read.get("content"));
        assertEquals("base64", read.get("encoding"));
        assertEquals(6L, read.get("bytes-read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "9.2"})
    void saysWhenTheServerCutAFile(String version) {
        bench.on(version);
        bench.state().file(100, "/big", "x".repeat((16 << 20) + 1).getBytes(StandardCharsets.US_ASCII));

        ToolResult result = bench.run(READ, "vmid", 100, "file", "/big");

        Map<?, ?> data = (Map<?, ?>) ((ToolResult.Value) result.content()).value();
        assertEquals(1L, data.get("truncated"));
        assertEquals(16L << 20, data.get("bytes-read"));
        assertTrue(result.notes().getFirst().startsWith("The file goes on"), result.notes()::toString);
        assertEquals(version.equals("9.2"), result.notes().getFirst().contains("offset"));
    }

    @Test
    void readsAPartSinceTheVersionThatCan() {
        bench.state().file(100, "/part", "0123456789".getBytes(StandardCharsets.US_ASCII));
        assertEquals("345", bench.data(READ, "vmid", 100, "file", "/part", "offset", 3, "count", 3).get("content"));

        bench.on("8.4");
        ToolFailure failure = bench.failure(FailureKind.UNSUPPORTED_VERSION, READ, "vmid", 100, "file", "/etc/passwd",
                "offset", 3);
        assertTrue(failure.error().contains("needs Proxmox VE 9.2"), failure::error);
    }

    @Test
    void aFileThatIsNotThereIsAFailure() {
        assertTrue(bench.failure(FailureKind.NOT_FOUND, READ, "vmid", 100, "file", "/nope").error()
                .contains("No such file"));
    }

    private Map<?, ?> read(String file) {
        return bench.data(READ, "vmid", 100, "file", file);
    }
}
