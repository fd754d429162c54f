package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The MCP server's image as a bundle, started as a client starts it. */
@Tag("package")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("A bundle")
final class BundleIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "1.2.3";
    private static final String DOWNLOAD = "https://example.com/releases";
    private static final int SHOWN = 100;
    private static final Pattern BLANK = Pattern.compile("@[a-z0-9]+@");

    @TempDir
    private static Path folder;

    private static Path bundle;
    private static Path unpacked;
    private static JsonNode manifest;

    private final Programs programs = new Programs(folder);

    @BeforeAll
    static void packAndUnpack() throws Exception {
        new Programs(folder).run(Map.of(), List.of(Frontend.jdk("java"),
                Frontend.ROOT.resolve(".mvn/image/Bundle.java").toString(), Frontend.MCP.image().toString(),
                Frontend.ROOT.resolve("frontend-mcp/src/mcpb").toString(), folder.resolve("made").toString(),
                "proxmox-mcp", VERSION, DOWNLOAD)).succeeded();
        try (Stream<Path> made = Files.list(folder.resolve("made"))) {
            bundle = made.filter(file -> file.toString().endsWith(".mcpb")).findFirst().orElseThrow();
        }
        unpacked = folder.resolve("an extension");
        unpack();
        manifest = JSON.readTree(unpacked.resolve("manifest.json").toFile());
    }

    /** With the modes that stand in the bundle, and nothing else. */
    private static void unpack() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(bundle, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = unpacked.resolve(file.toString().substring(1));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
            }
        }
    }

    /** Fills in what stands in a form, with defaults, and leaves what is blank as it is. */
    private static String filled(String text, Map<String, String> form) {
        String filled = text.replace("${__dirname}", unpacked.toString());
        for (Map.Entry<String, JsonNode> field : manifest.path("user_config").properties()) {
            String value = form.getOrDefault(field.getKey(), field.getValue().path("default").asText(null));
            if (value != null) {
                filled = filled.replace("${user_config." + field.getKey() + "}", value);
            }
        }
        return filled;
    }

    private McpSession start(Map<String, String> form) throws IOException {
        JsonNode how = manifest.path("server").path("mcp_config");
        List<String> command = new ArrayList<>(List.of(filled(how.path("command").asText(), form)));
        how.path("args").forEach(word -> command.add(filled(word.asText(), form)));
        Map<String, String> variables = new HashMap<>();
        how.path("env").properties()
                .forEach(variable -> variables.put(variable.getKey(), filled(variable.getValue().asText(), form)));
        return programs.mcp(variables, command);
    }

    @Test
    @DisplayName("offers only what reads until its form says otherwise")
    void looksOnly() throws Exception {
        try (McpSession session = start(Map.of()).open()) {
            Set<String> tools = session.tools();
            assertTrue(tools.contains("proxmox_vm_list"), tools::toString);
            assertFalse(tools.contains("proxmox_vm_stop"), tools::toString);
        }
    }

    @Test
    @DisplayName("offers the toolsets that its form names")
    void toolsets() throws Exception {
        try (McpSession session = start(Map.of("read_only", "false", "toolsets", "vm.power, lxc.power")).open()) {
            Set<String> tools = session.tools();
            assertTrue(tools.containsAll(Set.of("proxmox_vm_stop", "proxmox_lxc_stop")), tools::toString);
            assertFalse(tools.contains("proxmox_vm_list"), tools::toString);
        }
    }

    @Test
    @DisplayName("works with what its form says, blank fields left out, whatever settings files say")
    void form() throws Exception {
        Path stray = folder.resolve("home/config/proxmox-tools/.env");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "PROXMOX_HOST=elsewhere.invalid\n");
        try (SimulatorProcess simulator = SimulatorProcess.start(folder)) {
            Map<String, String> settings = simulator.settings();
            try (McpSession session = start(Map.of("host", settings.get("PROXMOX_HOST"), "token_id",
                    settings.get("PROXMOX_TOKEN_ID"), "token_secret", settings.get("PROXMOX_TOKEN_SECRET"),
                    "fingerprint", settings.get("PROXMOX_FINGERPRINT"))).open()) {
                assertTrue(session.call("proxmox_vm_list", Map.of()).path("count").asInt() > 0);
            }
            try (McpSession session = start(Map.of("host", settings.get("PROXMOX_HOST"), "token_id",
                    settings.get("PROXMOX_TOKEN_ID"), "token_secret", settings.get("PROXMOX_TOKEN_SECRET"))).open()) {
                assertEquals("certificate", session.failure("proxmox_vm_list", Map.of()).path("code").asText());
            }
        }
    }

    @Test
    @DisplayName("says where it runs, and what of the form is secret")
    void manifest() {
        assertEquals(VERSION, manifest.path("version").asText());
        String system = manifest.path("compatibility").path("platforms").path(0).asText();
        assertTrue(bundle.getFileName().toString().matches("proxmox-mcp-" + VERSION + "-" + system + "-\\w+\\.mcpb"),
                bundle::toString);
        Set<String> secret = new TreeSet<>();
        manifest.path("user_config").properties().stream()
                .filter(field -> field.getValue().path("sensitive").asBoolean())
                .forEach(field -> secret.add(field.getKey()));
        assertEquals(Set.of("token_secret"), secret);
        assertFalse(BLANK.matcher(manifest.toString()).find(), manifest::toString);
    }

    @Test
    @DisplayName("is what the registry is told about")
    void registry() throws Exception {
        JsonNode server = JSON.readTree(folder.resolve("made/server.json").toFile());
        assertEquals(VERSION, server.path("version").asText());
        assertTrue(server.path("description").asText().length() <= SHOWN, server::toString);
        JsonNode entry = server.path("packages").path(0);
        assertEquals(DOWNLOAD + "/" + bundle.getFileName(), entry.path("identifier").asText());
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(bundle))),
                entry.path("fileSha256").asText());
    }
}
