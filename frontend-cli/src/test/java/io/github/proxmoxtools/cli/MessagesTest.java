package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What docs/troubleshooting.md shows is what the program says. */
class MessagesTest {
    private static final Path PAGE = Path.of(System.getProperty("repository.root"), "docs", "troubleshooting.md");

    @AutoClose
    private final Workbench bench = Workbench.connected();

    /** Addresses, fingerprints, files and ids of tasks are other ones each time. */
    private static String withoutNames(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                .replaceAll("[0-9A-F]{2}(?::[0-9A-F]{2}){3,}(?::\\.\\.\\.)?", "PIN")
                .replaceAll("/\\S+\\.env", "FILE").replaceAll("UPID:\\S+:", "UPID");
    }

    private void assertSaid(int code, List<String> lines, String... command) throws IOException {
        assertEquals(code, bench.runAnew(command), bench.err());
        String said = withoutNames(bench.err());
        String page = withoutNames(Files.readString(PAGE));
        for (String line : lines) {
            List<String> found = said.lines().filter(whole -> whole.startsWith(line)).toList();
            assertEquals(1, found.size(), () -> line + " is not once in\n" + said);
            assertTrue(page.contains(found.getFirst()), () -> PAGE + " does not show\n" + found.getFirst());
        }
    }

    private void workWithoutRights() {
        String secret = "11111111-2222-3333-4444-555555555555";
        bench.simulator.state().addToken("admin@pve", "reader", secret, true);
        bench.environment.put("PROXMOX_TOKEN_ID", "admin@pve!reader");
        bench.environment.put("PROXMOX_TOKEN_SECRET", secret);
    }

    @Test
    void settingsThatAreMissing() throws IOException {
        bench.environment.clear();
        assertSaid(2, List.of("error:", "no credentials", "'proxmox init'"), "vm", "list");
    }

    @Test
    void aContextThatIsMissing() throws IOException {
        assertSaid(2, List.of("error:"), "--context", "nosuch", "vm", "list");
    }

    @Test
    void nobodyThere() throws IOException {
        bench.environment.put("PROXMOX_HOST", "127.0.0.1:1");
        assertSaid(7, List.of("error:"), "vm", "list");
        bench.environment.put("PROXMOX_HOST", "pve9.invalid");
        assertSaid(7, List.of("error:"), "vm", "list");
    }

    @Test
    void certificates() throws IOException {
        bench.environment.put("PROXMOX_FINGERPRINT", "AA:".repeat(31) + "AA");
        assertSaid(7, List.of("error:"), "vm", "list");
        bench.environment.remove("PROXMOX_FINGERPRINT");
        assertSaid(7, List.of("error:"), "vm", "list");
    }

    @Test
    void logins() throws IOException {
        bench.environment.put("PROXMOX_TOKEN_SECRET", "00000000-0000-0000-0000-000000000000");
        assertSaid(3, List.of("error:", "  call:", "Check"), "vm", "list");
        bench.simulator.state().addUser("carol@pve", "correct horse").requireTotp("carol@pve", "abc");
        bench.environment.remove("PROXMOX_TOKEN_ID");
        bench.environment.remove("PROXMOX_TOKEN_SECRET");
        bench.environment.put("PROXMOX_USERNAME", "carol@pve");
        bench.environment.put("PROXMOX_PASSWORD", "correct horse");
        assertSaid(3, List.of("error:", "Give"), "vm", "list");
    }

    @Test
    void whatALoginMayNotSee() throws IOException {
        workWithoutRights();
        assertSaid(0, List.of("No items.", "note:"), "vm", "list");
        assertSaid(5, List.of("error:", "This login"), "vm", "config", "100");
    }

    @Test
    void guests() throws IOException {
        bench.simulator.state().addVirtualMachine(109, "pve2", "web-01").lock(107, "backup");
        assertSaid(2, List.of("error:", "Give"), "vm", "start", "web-01");
        assertSaid(5, List.of("error:", "Use"), "vm", "start", "dns-01");
        assertSaid(6, List.of("error:", "Another"), "vm", "start", "107");
    }

    @Test
    void refusals() throws IOException {
        assertSaid(11, List.of("error:", "--yes"), "vm", "stop", "100");
        bench.environment.put("PROXMOX_AUDIT_LOG", "/nonexistent/x");
        assertSaid(11, List.of("error:", "This is for"), "vm", "start", "105");
    }
}
