package io.github.proxmoxtools.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The linked images as people get them: called from anywhere, moved, damaged, stopped. */
@Tag("package")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("A linked image")
final class LinkedImageIT {
    private static final Path CLI = Path.of(System.getProperty("image.cli"));
    private static final Path MCP = Path.of(System.getProperty("image.mcp"));
    private static final Path CACHE = Path.of("lib", "proxmox.aot");
    private static final int KILLED_BY_SIGTERM = 128 + 15;
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private static Path folder;

    /** A copy that stands elsewhere, below a folder with a space. */
    private static Path moved;

    /** What the image prints where it was built. */
    private static String version;

    private record Outcome(int status, String out, String err) {}

    @BeforeAll
    static void moveAnImage() throws Exception {
        moved = folder.resolve("a folder").resolve("renamed image");
        copy(CLI, moved);
        Outcome outcome = run(folder, CLI.resolve("bin/proxmox").toString(), "--version");
        assertEquals(0, outcome.status(), outcome.err());
        version = outcome.out();
    }

    @Test
    @DisplayName("prints its version, and only that, on stdout")
    void version() {
        assertTrue(version.matches("proxmox \\d+\\.\\d+\\.\\d+\\S* \\(.*\\)\\R"), version);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
    @DisplayName("takes no options for Java from its surroundings, which could replace its classes")
    void optionsForJava(String variable) throws Exception {
        Programs.Ended ended = new Programs(folder)
                .run(Map.of(variable, "-Dany=thing"), List.of(launcher(moved), "--version")).succeeded();
        assertEquals(version, ended.out());
        assertEquals("", ended.err());
    }

    @Test
    @DisplayName("works from a place with a space, with its cache")
    void movedBelowASpace() throws Exception {
        assertSameVersion(run(folder, launcher(moved), "--version"));
        assertEquals(0, runWithCacheOrNotAtAll(moved).status(), "the cache is not tied to a place");
    }

    @Test
    @DisplayName("works through a chain of relative and absolute links")
    void linked() throws Exception {
        Path links = Files.createDirectories(folder.resolve("some links"));
        Path toFolder = Files.createSymbolicLink(links.resolve("to folder"), links.relativize(moved));
        Path absolute = Files.createSymbolicLink(links.resolve("absolute"),
                toFolder.toAbsolutePath().resolve("bin/proxmox"));
        Path relative = Files.createSymbolicLink(links.resolve("relative"), absolute.getFileName());
        Path upAndDown = Files.createSymbolicLink(Files.createDirectories(links.resolve("deeper")).resolve("proxmox"),
                Path.of("..").resolve(relative.getFileName()));
        assertAll(Stream.of(absolute, relative, upAndDown)
                .map(link -> () -> assertSameVersion(run(folder, link.toString(), "--version"))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"storage upload pve1 local iso x.iso, true", "api upload /nodes/pve1/storage/local/upload x.iso, true",
            "vm list, false", "vm start uploads, false"})
    @DisplayName("has the second compiler only while a file is sent")
    void compiles(String words, boolean expected) throws Exception {
        Path bin = Files.createDirectories(Files.createTempDirectory(folder, "stub").resolve("bin"));
        Path launcher = Files.copy(moved.resolve("bin/proxmox"), bin.resolve("proxmox"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words.split(" ")));
        String told = run(folder, command.toArray(String[]::new)).out();
        assertTrue(told.endsWith(words.replace(' ', '\n') + "\n"), told);
        assertEquals(expected, told.lines().anyMatch("-XX:TieredStopAtLevel=4"::equals), told);
    }

    @Test
    @DisplayName("works when called by a relative path, by its bare name, and when the PATH finds it")
    void calledFromAnywhere() throws Exception {
        Path bin = moved.resolve("bin");
        assertSameVersion(run(moved.getParent(), "renamed image/bin/proxmox", "--version"));
        assertSameVersion(run(bin, "sh", "proxmox", "--version"));
        assertSameVersion(run(folder, "sh", "-c", "PATH=\"$1:$PATH\"; proxmox --version", "sh", bin.toString()));
    }

    @Test
    @DisplayName("hands its arguments on as they are")
    void arguments() throws Exception {
        Outcome outcome = run(folder, launcher(moved), "no such command", "$HOME `id` *");
        assertFalse(outcome.status() == 0, "an unknown command must fail");
        assertTrue(outcome.err().contains("no such command"), outcome.err());
    }

    @Test
    @DisplayName("needs no write access to itself")
    void readOnly() throws Exception {
        Path image = folder.resolve("read only");
        copy(CLI, image);
        allow(image, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
        try {
            assertSameVersion(run(folder, launcher(image), "--version"));
        } finally {
            allow(image, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));
        }
    }

    @Test
    @DisplayName("without its cache is slower, not different")
    void cacheMissing() throws Exception {
        Path image = folder.resolve("no cache");
        copy(CLI, image);
        Files.delete(image.resolve(CACHE));
        Outcome outcome = run(folder, launcher(image), "--version");
        assertSameVersion(outcome);
        assertEquals("", outcome.err());
    }

    @ParameterizedTest(name = "{0} of 100")
    @ValueSource(ints = {0, 1, 50, 99})
    @DisplayName("with a cache that was cut off is slower, not different")
    void cacheTruncated(int percent) throws Exception {
        Path image = folder.resolve("cut at " + percent);
        copy(CLI, image);
        Path cache = image.resolve(CACHE);
        try (var channel = Files.newByteChannel(cache, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() * percent / 100);
        }
        assertFalse(runWithCacheOrNotAtAll(image).status() == 0, "or this test tests nothing");
        assertSameVersion(run(folder, launcher(image), "--version"));
    }

    @Test
    @DisplayName("with another image's cache is slower, not different")
    void cacheForeign() throws Exception {
        Path image = folder.resolve("foreign cache");
        copy(CLI, image);
        Files.delete(image.resolve(CACHE));
        Files.copy(MCP.resolve("lib/proxmox-mcp.aot"), image.resolve(CACHE));
        assertFalse(runWithCacheOrNotAtAll(image).status() == 0, "or this test tests nothing");
        assertSameVersion(run(folder, launcher(image), "--version"));
    }

    @Test
    @DisplayName("holds the toolsets and parts that its frontend's build names, and no others of ours")
    void modules() throws Exception {
        String ours = "io.github.proxmoxtools.";
        assertEquals(
                Set.of("cli", "client", "simulator", "tools", "tools.access", "tools.infra", "tools.lxc", "tools.vm"),
                modulesOf(CLI, ours));
        assertEquals(Set.of("mcp", "client", "tools", "tools.access", "tools.infra", "tools.lxc", "tools.vm"),
                modulesOf(MCP, ours));
    }

    @Test
    @DisplayName("of the server is the Java process itself: SIGTERM ends it, and stdout is MCP's alone")
    void server() throws Exception {
        Path errors = folder.resolve("server errors");
        ProcessBuilder builder = prepare(folder, errors, MCP.resolve("bin/proxmox-mcp").toString());
        builder.environment().put("PROXMOX_HOST", "127.0.0.1");
        builder.environment().put("PROXMOX_TOKEN_ID", "test@pve!image");
        builder.environment().put("PROXMOX_TOKEN_SECRET", "00000000-0000-0000-0000-000000000000");
        Process server = builder.start();
        List<String> lines = new ArrayList<>();
        try (Writer requests = server.outputWriter(UTF_8); BufferedReader answers = server.inputReader(UTF_8)) {
            requests.write(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
                    "clientInfo":{"name":"test","version":"1"}}}
                    {"jsonrpc":"2.0","method":"notifications/initialized"}
                    """);
            requests.flush();
            lines.add(String.valueOf(answers.readLine()));
            assertEquals(0, run(folder, "kill", "-QUIT", Long.toString(server.pid())).status());
            requests.write("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n");
            requests.flush();
            lines.add(String.valueOf(answers.readLine()));

            assertTrue(lines.getFirst().startsWith("{") && lines.getFirst().contains("\"serverInfo\""),
                    () -> lines + readString(errors));
            assertTrue(lines.getLast().startsWith("{") && lines.getLast().contains("\"tools\""), lines::toString);
            assertEquals(0, server.descendants().count(), "a shell that waits would keep signals to itself");

            server.toHandle().destroy();
            assertTrue(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "SIGTERM did not arrive");
            assertTrue(Set.of(0, KILLED_BY_SIGTERM).contains(server.exitValue()), () -> "status " + server.exitValue());
        } finally {
            server.destroyForcibly().waitFor();
        }
        assertTrue(readString(errors).contains("Full thread dump"), "SIGQUIT's thread dump belongs on stderr");
    }

    private static void assertSameVersion(Outcome outcome) {
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(version, outcome.out());
    }

    private static String launcher(Path image) {
        return image.resolve("bin/proxmox").toString();
    }

    /** Java without the launcher, told to refuse to start rather than do without the cache. */
    private static Outcome runWithCacheOrNotAtAll(Path image) throws Exception {
        return run(folder, image.resolve("bin/java").toString(), "-XX:AOTMode=on",
                "-XX:AOTCache=" + image.resolve(CACHE), "-m",
                "io.github.proxmoxtools.cli/io.github.proxmoxtools.cli.Main", "--version");
    }

    private static Set<String> modulesOf(Path image, String prefix) throws Exception {
        return run(folder, image.resolve("bin/java").toString(), "--list-modules").out().lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).replaceFirst("[@ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Outcome run(Path directory, String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = prepare(directory, err, command).redirectOutput(out.toFile()).start();
        process.getOutputStream().close();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS),
                    () -> String.join(" ", command) + " does not end");
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), readString(out), readString(err));
    }

    /** Nothing of the surroundings reaches the process: no settings, no options for its JVM. */
    private static ProcessBuilder prepare(Path directory, Path err, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().put("HOME", folder.toString());
        return builder;
    }

    private static String readString(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** With new times of change, as most ways of copying leave them. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
            }
        }
    }

    private static void allow(Path image, Set<PosixFilePermission> permissions) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setPosixFilePermissions(file, permissions);
            }
        }
    }
}
