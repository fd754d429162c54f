package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.settings.SettingsSources;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No client gets at a file of this machine that it was not started for, nor at any secret of the server itself. */
@Timeout(60)
class LocalFilesTest {
    private static final String CONTENT = "only-in-this-file";

    @TempDir
    private Path folder;

    @AutoClose
    private final Simulator simulator = Simulator.start();
    private Path root;
    private Path outside;
    private Path config;
    private Path token;
    private Path key;

    @BeforeEach
    void write() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        outside = file(folder.resolve("outside/secret.iso"));
        config = folder.resolve("root/config");
        file(config.resolve("proxmox-tools/.env"));
        file(config.resolve("proxmox-tools/tickets.iso"));
        file(config.resolve("pi-proxmox/.env"));
        token = file(root.resolve("token.iso"));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        key = file(root.resolve("key.iso"));
        file(root.resolve("good.iso"));
        Files.createDirectory(root.resolve("sub"));
        Files.createSymbolicLink(root.resolve("link.iso"), outside);
        Files.createSymbolicLink(root.resolve("way"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("settings.iso"), config.resolve("proxmox-tools/.env"));
        Files.createSymbolicLink(root.resolve("harmless"), config.resolve("proxmox-tools"));
        Files.createSymbolicLink(root.resolve("token-link.iso"), token);
        Files.createSymbolicLink(root.resolve("environment.iso"), Path.of("/proc/self/environ"));
        Files.createLink(root.resolve("token-twin.iso"), token);
        Files.createLink(root.resolve("settings-twin.iso"), config.resolve("proxmox-tools/.env"));
    }

    private static Path file(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.writeString(path, CONTENT);
    }

    private StartedServer started(String... flags) {
        return new StartedServer(simulator, new SettingsSources(Map.of(), Map.of(), config), true,
                Stream.concat(Stream.of("--confirm", "none"), Stream.of(flags)).toArray(String[]::new));
    }

    private StartedServer withRoot(Path allowed) {
        return started("--file-root", allowed.toString(), "--http", "0", "--bearer-file", token.toString(),
                "--tls-cert", root.resolve("good.iso").toString(), "--tls-key", key.toString());
    }

    private static List<Tool> tools() {
        return WholeCatalog.ALL.tools().stream().filter(tool -> fileOf(tool).isPresent()).toList();
    }

    private static Optional<Param<?>> fileOf(Tool tool) {
        return tool.params().stream().<Param<?>>map(param -> param)
                .filter(param -> param.type() instanceof ParamType.LocalFile).findFirst();
    }

    /** What an upload of a file comes to, by each tool that takes one. */
    private Map<String, Data> upload(StartedServer.Peer peer, String file) throws Exception {
        Map<String, Data> answers = new LinkedHashMap<>();
        for (Tool tool : tools()) {
            Map<String, Object> arguments = new LinkedHashMap<>(WholeCatalog.minimal(tool.name()));
            tool.oneOfs().stream().flatMap(group -> group.params().stream())
                    .forEach(param -> arguments.remove(param.name()));
            arguments.put(fileOf(tool).orElseThrow().name(), file);
            if (tool.name().equals("proxmox_api_upload_file")) {
                arguments.put("path", "/nodes/pve1/storage/local/upload");
                arguments.put("filename", "some.iso");
                arguments.put("fields", Map.of("content", "iso"));
            } else {
                arguments.put("content", "iso");
            }
            answers.put(tool.name(), peer.ask("tools/call", "{\"name\":\"" + tool.name() + "\",\"arguments\":"
                    + JsonText.compact(arguments) + "}").at("result"));
        }
        assertTrue(answers.size() >= 2, answers::toString);
        return answers;
    }

    private void refused(StartedServer.Peer peer, String file) throws Exception {
        simulator.forgetRequests();
        for (Map.Entry<String, Data> answer : upload(peer, file).entrySet()) {
            assertTrue(answer.getValue().at("isError").flag(), () -> file + ": " + answer);
            assertFalse(answer.getValue().toString().contains(CONTENT), () -> file + ": " + answer);
        }
        assertEquals(0, simulator.writes(), file);
    }

    private Stream<String> elsewhere() {
        return Stream.of(outside.toString(), root + "/../outside/secret.iso", root + "/link.iso",
                root + "/way/secret.iso", root + "/up/outside/secret.iso", root + "/sub/../../outside/secret.iso",
                root + "/sub/..//..//outside/secret.iso", folder + "/root/./link.iso", "/etc/passwd", "/etc/shadow",
                "etc/passwd", "../../../../../../../../etc/passwd", "~/.ssh/id_rsa", "/proc/self/environ",
                "/proc/self/cmdline", "/proc/self/root" + outside, "/proc/self/cwd/pom.xml", "/proc/self/fd/0",
                "/proc/thread-self/environ", root + "/environment.iso", "/dev/stdin", "/dev/zero", "file://" + outside,
                "file:" + outside, root + "/good.iso\u0000.txt", "", " ", ".", root.toString(), root + "/sub",
                folder + "/rootless/x", root + "x/good.iso", "\\\\host\\share\\x");
    }

    private Stream<String> ownSecrets() {
        return Stream.of(config + "/proxmox-tools/.env", config + "/pi-proxmox/.env",
                config + "/proxmox-tools/tickets.iso", root + "/settings.iso", root + "/harmless/.env",
                root + "/sub/../config/proxmox-tools/.env", root + "/token.iso", root + "/token-link.iso",
                root + "/token-twin.iso", root + "/key.iso", root + "/settings-twin.iso",
                "/proc/self/root" + config + "/proxmox-tools/.env", "/proc/self/environ", "/proc/self/cmdline",
                "/proc/thread-self/environ", "/proc/" + ProcessHandle.current().pid() + "/environ",
                root + "/environment.iso");
    }

    @Test
    void aFileBelowTheRootIsRead() throws Exception {
        try (StartedServer server = withRoot(root); StartedServer.Peer peer = server.onStreams()) {
            upload(peer, root + "/good.iso").forEach((tool, answer) -> assertFalse(answer.at("isError").flag(),
                    () -> tool + ": " + answer));
            assertEquals(tools().size(), simulator.writes());
        }
    }

    @Test
    void noFileIsReadUnlessTheServerWasStartedForIt() throws Exception {
        try (StartedServer server = started(); StartedServer.Peer peer = server.onStreams()) {
            for (String file : Stream.of(Stream.of(root + "/good.iso"), elsewhere(), ownSecrets())
                    .flatMap(files -> files).toList()) {
                refused(peer, file);
            }
        }
    }

    @Test
    void noFileOutsideTheRootIsRead() throws Exception {
        try (StartedServer server = withRoot(root); StartedServer.Peer peer = server.onStreams()) {
            for (String file : elsewhere().toList()) {
                refused(peer, file);
            }
        }
    }

    @Test
    void noSecretOfTheServerIsReadInsideARoot() throws Exception {
        for (Path allowed : List.of(root, Path.of("/"))) {
            try (StartedServer server = withRoot(allowed); StartedServer.Peer peer = server.onStreams()) {
                for (String file : ownSecrets().toList()) {
                    refused(peer, file);
                }
            }
        }
    }

    @Test
    void nothingElseOpensAFile() throws Exception {
        try (StartedServer server = withRoot(Path.of("/")); StartedServer.Peer peer = server.onStreams()) {
            for (String address : List.of("file://" + outside, "file:///etc/passwd",
                    "proxmox://default/nodes/" + outside, "proxmox://simulated/tasks/file:" + outside)) {
                assertFalse(peer.ask("resources/read", "{\"uri\":\"" + address + "\"}").toString().contains(CONTENT));
            }
        }
    }
}
