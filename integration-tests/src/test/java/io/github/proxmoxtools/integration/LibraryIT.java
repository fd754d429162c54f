package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.integration.Programs.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the library's guide: written, compiled, linked and run by the very words of the document. */
@Tag("package")
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("By the guide to the library")
final class LibraryIT {
    private static final Path GUIDE = Frontend.ROOT.resolve("docs/library.md");
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->\\n```java\\n(.*?)```\\n",
            Pattern.DOTALL);
    private static final Pattern RUN = Pattern.compile("<!-- run: (\\S+) -->\\n```sh\\n(.*?)```\\n", Pattern.DOTALL);
    private static final List<String> CLIENT = List.of("proxmox-client");
    private static final List<String> CATALOGUE = List.of("proxmox-client", "proxmox-tools-api", "proxmox-tools-vm",
            "proxmox-tools-access");
    /** What the client stands on, as its publishers made it: without the descriptors that our images add. */
    private static final Set<String> THIRD_PARTY = Set.of("httpclient5", "httpcore5", "httpcore5-h2", "jackson-core",
            "slf4j-api", "jspecify");

    @TempDir
    private Path folder;

    private String guide = "";

    @BeforeEach
    void read() throws IOException {
        guide = Files.readString(GUIDE);
        for (MatchResult file : FILE.matcher(guide).results().toList()) {
            Path written = folder.resolve(file.group(1));
            Files.createDirectories(written.getParent());
            Files.writeString(written, file.group(2));
        }
    }

    @Test
    @DisplayName("a frontend of one's own finds the tools of its module path, and runs one")
    void frontend() throws Exception {
        modules("frontend", CATALOGUE);
        List<String> steps = steps("frontend", 3);
        try (SimulatorProcess simulator = SimulatorProcess.start(folder, "--nodes", "1")) {
            run("frontend", steps.get(0), Map.of());
            Ended list = run("frontend", steps.get(1), Map.of());
            Set<String> areas = list.out().lines().map(line -> line.replaceFirst("proxmox_([a-z]+)_\\w+: .+", "$1"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertTrue(areas.contains("vm"), list::out);
            assertFalse(areas.contains("lxc"), "a toolset that is not on the module path");

            Ended status = run("frontend", steps.get(2), simulator.settings());
            assertTrue(status.out().startsWith("{data={"), status::out);
            assertTrue(status.out().contains("target={type=qemu, vmid=100"), status::out);

            // The guide says that its frontend only looks.
            Ended refused = ended("frontend", steps.get(2).replace("proxmox_vm_status", "proxmox_vm_stop"),
                    simulator.settings());
            assertFalse(refused.status() == 0, refused::toString);
            assertTrue(refused.err().contains("code=refused"), refused::err);
            Ended after = run("frontend", steps.get(2), simulator.settings());
            assertTrue(after.out().contains("status=running"), after::out);
        }
    }

    @Test
    @DisplayName("a program that requires the client alone runs from jars and as an image, over TLS")
    void client() throws Exception {
        modules("guests", CLIENT);
        copy(Frontend.ROOT.resolve(".mvn/image/descriptors"), folder.resolve("guests/descriptors"));
        List<String> steps = steps("guests", 5);
        try (SimulatorProcess simulator = SimulatorProcess.start(folder, "--nodes", "1")) {
            run("guests", steps.get(0), Map.of());
            String fromJars = run("guests", steps.get(1), simulator.settings()).out();
            assertTrue(fromJars.lines().anyMatch(line -> line.matches("100 \\S+ running")), fromJars);

            run("guests", steps.get(2), Map.of());
            run("guests", steps.get(3), Map.of());
            assertEquals(fromJars, run("guests", steps.get(4), simulator.settings()).out(), "from the image");

            Ended refused = ended("guests", steps.get(4),
                    simulator.settingsWith("PROXMOX_FINGERPRINT", "AB:".repeat(31) + "AB"));
            assertFalse(refused.status() == 0, "a certificate that was not agreed on is accepted");
            assertEquals("", refused.out());
        }
        assertEquals(Set.of("io.github.proxmoxtools.client", "org.example.guests"),
                linked("io.github.proxmoxtools.", "org.example."));
        assertEquals(Set.of("java.base"), linked("java.", "jdk."));
    }

    private Set<String> linked(String... prefixes) throws Exception {
        return run("guests", "image/bin/java --list-modules", Map.of()).out().lines()
                .map(line -> line.replaceFirst("[@ ].*", ""))
                .filter(name -> Arrays.stream(prefixes).anyMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Gives the commands that the guide tells for one of its programs, block by block. */
    private List<String> steps(String program, int count) {
        List<String> steps = RUN.matcher(guide).results().filter(block -> block.group(1).equals(program))
                .map(block -> block.group(2)).toList();
        assertEquals(count, steps.size(), () -> program + ": " + steps);
        return steps;
    }

    private Ended run(String program, String commands, Map<String, String> settings) throws Exception {
        return ended(program, commands, settings).succeeded();
    }

    private Ended ended(String program, String commands, Map<String, String> settings) throws Exception {
        Map<String, String> variables = new HashMap<>(settings);
        Path tools = Path.of(Frontend.jdk("java")).getParent();
        variables.put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
        return new Programs(folder.resolve(program)).run(variables, List.of("sh", "-eu", "-c", commands),
                Programs.PATIENCE.multipliedBy(4));
    }

    /** Puts what Maven would bring where the guide has it. */
    private void modules(String program, List<String> ours) throws IOException {
        Path modules = Files.createDirectories(folder.resolve(program).resolve("modules"));
        for (String module : ours) {
            Path jar = jars(Frontend.ROOT.resolve(module).resolve("target")).stream()
                    .filter(file -> file.getFileName().toString()
                            .matches(module + "-\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\.jar"))
                    .findFirst().orElseThrow();
            Files.copy(jar, modules.resolve(jar.getFileName()));
        }
        Set<String> missing = new TreeSet<>(THIRD_PARTY);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String artifact = jar.getFileName().toString().replaceFirst("-\\d+\\..*\\.jar$", "");
            if (missing.remove(artifact)) {
                Files.copy(jar, modules.resolve(jar.getFileName()));
            }
        }
        assertEquals(Set.of(), missing, "not on the tests' class path");
    }

    private static List<Path> jars(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : jars(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }
}
