package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.spi.Data;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own. */
@Tag("runtime")
@Timeout(60)
class MainTest {
    private static final String GREETING = """
                                           {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
                                           "clientInfo":{"name":"test","version":"1"}}}
                                           """;

    @TempDir
    private Path home;

    /** Without the real toolsets: the test tools bear some of their names. */
    private static String classPathOfTestTools() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*proxmox-tools-(vm|lxc|infra|access).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Process start(String... flags) throws IOException {
        return start(classPathOfTestTools(), List.of(flags));
    }

    private Process start(String classPath, List<String> flags, String... ofJava) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(ofJava));
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        command.addAll(flags);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PROXMOX_"));
        builder.environment().put("XDG_CONFIG_HOME", home.toString());
        return builder.start();
    }

    private static void write(Process server, String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().flush();
    }

    private static Data read(BufferedReader reader) throws IOException {
        return Data.of(JsonText.parse(String.valueOf(reader.readLine())));
    }

    @Test
    void listsItsToolsWithoutSettingsAndEndsWithItsInput() throws Exception {
        Process server = start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = server.errorReader(StandardCharsets.UTF_8)) {
            write(server, GREETING + """
                                     {"jsonrpc":"2.0","method":"notifications/initialized"}
                                     {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                                     """);
            assertEquals(1, read(out).at("id").whole().orElseThrow());
            assertEquals(6, read(out).at("result").at("tools").items().size());
            assertTrue(err.readLine().contains("--confirm ask"));
            String missing = err.readLine();
            assertTrue(missing.contains("PROXMOX_HOST is not set"), missing);
            server.getOutputStream().close();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS));
            assertEquals(0, server.exitValue());
            assertEquals(null, out.readLine());
        }
    }

    @Test
    void saysAtOnceThatItsContextDoesNotExist() throws Exception {
        Process server = start("--context", "nosuch");
        try (BufferedReader err = server.errorReader(StandardCharsets.UTF_8)) {
            assertTrue(err.readLine().contains("--confirm ask"));
            String missing = err.readLine();
            assertTrue(missing.contains("there is no context 'nosuch'"), missing);
        } finally {
            server.destroy();
        }
    }

    @Test
    void endsWhenItIsToldTo() throws Exception {
        Process server = start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            write(server, GREETING);
            read(out);
            server.destroy();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS));
            assertEquals(0, server.exitValue());
        }
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() throws Exception {
        Process server = start("--tools", "proxmox_vm_lst");
        assertTrue(server.waitFor(30, TimeUnit.SECONDS));
        assertEquals(2, server.exitValue());
        assertEquals(0, server.getInputStream().readAllBytes().length);
        String err = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(err.contains("proxmox_vm_list") && !err.contains("\tat "), err);
    }

    @Test
    void offersOnlyWhatWasChosen() throws Exception {
        Process server = start("--read-only", "--exclude", "test.rest");
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            write(server, GREETING + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n");
            read(out);
            List<String> names = read(out).at("result").at("tools").items().stream()
                    .map(tool -> tool.at("name").text().orElseThrow()).toList();
            assertEquals(List.of("proxmox_agent_exec_status", "proxmox_vm_list"), names);
        } finally {
            server.destroy();
        }
    }

    @Test
    void servesOverHttpUntilItIsToldToEnd() throws Exception {
        Process server = start("--http", "0");
        try (BufferedReader err = server.errorReader(StandardCharsets.UTF_8)) {
            assertTrue(err.readLine().contains("--confirm ask"));
            String serving = err.readLine();
            assertTrue(serving.matches("proxmox-mcp: Serving on http://127\\.0\\.0\\.1:\\d+/mcp"), serving);
            assertTrue(err.readLine().contains("Every user of this machine"));
            URI url = URI.create(serving.replaceFirst(".* ", ""));
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest greeting = HttpRequest.newBuilder(url).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(GREETING)).build();
                assertEquals(200, client.send(greeting, HttpResponse.BodyHandlers.ofString()).statusCode());
            }
            // The process's own method would close its streams.
            server.toHandle().destroy();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS));
            assertEquals(0, server.exitValue());
            assertEquals(0, server.getInputStream().readAllBytes().length);
        }
    }

    @Test
    void saysThatItCannotListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process server = start("--http", String.valueOf(taken.getLocalPort()));
            assertTrue(server.waitFor(30, TimeUnit.SECONDS));
            assertEquals(1, server.exitValue());
            String err = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(err.contains("Cannot serve over HTTP") && !err.contains("\tat "), err);
        }
    }

    @Test
    void saysThatItWasPutTogetherWithoutHttp() throws Exception {
        String classPath = Stream.of(classPathOfTestTools().split(File.pathSeparator))
                .filter(entry -> !entry.contains("tomcat")).collect(Collectors.joining(File.pathSeparator));
        Process server = start(classPath, List.of("--http", "0"));
        assertTrue(server.waitFor(30, TimeUnit.SECONDS));
        assertEquals(2, server.exitValue());
        String err = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(err.contains("org.apache.tomcat.embed.core") && !err.contains("\tat "), err);
    }

    @Test
    void needsNothingOfHttpOnStandardStreams() throws Exception {
        Path log = home.resolve("classes.log");
        Process server = start(classPathOfTestTools(), List.of(), "-Xlog:class+load:file=" + log);
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            write(server, GREETING + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n");
            read(out);
            read(out);
            server.getOutputStream().close();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS));
        }
        String loaded = Files.readString(log);
        assertTrue(loaded.contains("io.github.proxmoxtools.mcp.protocol.StdioServer"), "the log tells of classes");
        assertFalse(loaded.contains("org.apache.catalina") || loaded.contains("org.apache.tomcat")
                || loaded.contains("jakarta.servlet"), loaded);
    }

    @Test
    void saysNothingOfNonsenseOnStandardError() throws Exception {
        Process server = start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = server.errorReader(StandardCharsets.UTF_8)) {
            write(server, GREETING);
            List<String> lines = Stream.of(WrongMessages.malformed(), WrongMessages.unknown(),
                    WrongMessages.mistyped()).flatMap(List::stream).map(WrongMessages.Wrong::line).toList();
            for (String line : lines) {
                write(server, line.replace('\'', '"') + "\n");
                read(out);
            }
            for (String line : WrongMessages.NOT_ANSWERED) {
                write(server, line.replace('\'', '"') + "\n");
            }
            write(server, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n");
            read(out);
            assertEquals(2, read(out).at("id").whole().orElseThrow());
            server.getOutputStream().close();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS));
            List<String> said = err.lines().toList();
            assertEquals(2, said.size(), said::toString);
        }
    }
}
