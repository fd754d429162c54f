package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ApiAuditCommandTest {
    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir
    private Path folder;

    private int run(String... words) {
        return new Cli(() -> Catalog.of(List.of(new TestTools())), new FakeConnector(), terminal).run(List.of(words));
    }

    @Test
    void countsTheBuiltInIndex() {
        assertEquals(0, run("api", "audit"), terminal.err());
        assertTrue(terminal.out().startsWith("Proxmox VE 9.2.3"), terminal.out());
        assertTrue(terminal.out().matches("(?s).*\\n/ +\\d+ +675 +\\d+\\n.*"), terminal.out());
    }

    @Test
    void hasAJsonForm() {
        assertEquals(0, run("api", "audit", "--from", "7.4", "-o", "json"), terminal.err());
        assertTrue(terminal.out().contains("\"methods\" : 540"), terminal.out());
        assertTrue(terminal.out().contains("\"namespace\" : \"/nodes\""), terminal.out());
    }

    @Test
    void readsACopyOfAServersDescription() throws IOException {
        Path file = Files.writeString(folder.resolve("apidoc.js"),
                """
                const apiSchema = [{"path": "/version", "info": {"GET": {"method": "GET", "name": "version",
                "parameters": {"properties": {}}, "returns": {"type": "object"}}}, "leaf": 1}];
                """);
        assertEquals(0, run("api", "audit", "--from", file.toString(), "--release", "9.9.1"), terminal.err());
        assertTrue(terminal.out().startsWith("Proxmox VE 9.9.1"), terminal.out());
        assertTrue(terminal.out().contains("Against 9.2.3: 0 added, 674 removed"), terminal.out());
    }

    @Test
    void saysWhatIsWrongWithTheSource() throws IOException {
        assertEquals(2, run("api", "audit", "--from", "6.4"));
        assertTrue(terminal.err().contains("none of 7.4, 8.4, 9.2, server"), terminal.err());
        assertEquals(2, run("api", "audit", "--from", "8.4", "--release", "9.9"));
        assertTrue(terminal.err().contains("--release: is for a file"), terminal.err());
        assertEquals(2, run("api", "audit", "--from", folder.resolve("gone.js").toString(), "--release", "9.9"));
        assertTrue(terminal.err().contains("no file that can be read"), terminal.err());
        Path other = Files.writeString(folder.resolve("other.js"), "alert(1)");
        assertEquals(2, run("api", "audit", "--from", other.toString(), "--release", "9.9"));
        assertTrue(terminal.err().contains("--from: "), terminal.err());
    }
}
