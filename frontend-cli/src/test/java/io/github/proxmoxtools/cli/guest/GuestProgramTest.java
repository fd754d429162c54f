package io.github.proxmoxtools.cli.guest;

import io.github.proxmoxtools.cli.terminal.DataStream;
import io.github.proxmoxtools.cli.terminal.StandardTerminal;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Tool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class GuestProgramTest {
    private static final Tool TOOL = Tool.reads("proxmox_test_program").command("test", "program").title("Program")
            .description("Runs one.").get("/version").returnsData();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static GuestProgram program(Map<String, Object> facts) {
        return GuestProgram.of(new ToolResult(TOOL, Optional.empty(), new ToolResult.Value(facts), List.of()));
    }

    private void write(GuestProgram program) {
        program.write(new StandardTerminal(new DataStream(out, StandardCharsets.UTF_8), new PrintStream(err),
                new ByteArrayInputStream(new byte[0]), () -> null), true);
    }

    @Test
    void bytesThatAreNoTextArriveAsTheyWere() {
        byte[] bytes = {0, (byte) 0xff, '\r', '\n', 27, '['};
        write(program(Map.of("exited", 1L, "exitcode", 0L, "out-encoding", "base64",
                "out-data", Base64.getEncoder().encodeToString(bytes), "err-data", "Grüße\u001b[1m")));
        assertArrayEquals(bytes, out.toByteArray());
        assertArrayEquals("Grüße\u001b[1m".getBytes(StandardCharsets.UTF_8), err.toByteArray());
    }

    @Test
    void exitCodeIsWhatAShellWouldSay() {
        assertEquals(3, program(Map.of("exited", 1L, "exitcode", 3L)).exitCode());
        assertEquals(137, program(Map.of("exited", 1L, "signal", 9L)).exitCode());
        assertEquals(255, program(Map.of("exited", 1L, "exitcode", 3221225477L)).exitCode());
        assertEquals(12, program(Map.of("pid", 7L, "exited", 0L)).exitCode());
    }
}
