package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.proxmoxtools.integration.Programs.Ended;
import io.github.proxmoxtools.simulator.Simulator;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A toolset that this build has never seen, compiled against its jars and put beside them. */
@Tag("package")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("A foreign toolset on the module path")
final class ForeignToolsetIT {
    private static final String MODULE = "org.example.hello";
    private static final String TOOL = "example_hello";
    private static final String DESCRIPTION = "Tells which server answers, from somebody else's module.";

    private static final Map<String, String> SOURCES = Map.of("module-info.java",
            """
            /** Somebody else's tools. */
            module org.example.hello {
                requires io.github.proxmoxtools.tools;

                provides io.github.proxmoxtools.tools.spi.Toolset with org.example.hello.HelloToolset;
            }
            """, "org/example/hello/HelloToolset.java",
            """
            package org.example.hello;

            import io.github.proxmoxtools.tools.spi.Area;
            import io.github.proxmoxtools.tools.spi.Tool;
            import io.github.proxmoxtools.tools.spi.Toolset;
            import java.util.List;

            public final class HelloToolset implements Toolset {
                private static final Tool HELLO = Tool.reads("example_hello")
                        .command("example", "hello")
                        .title("Say Hello")
                        .description("Tells which server answers, from somebody else's module.")
                        .get("/version")
                        .returnsData();

                @Override
                public String name() {
                    return "example";
                }

                @Override
                public String description() {
                    return "Examples.";
                }

                @Override
                public List<Area> areas() {
                    return List.of(Area.of("hello", "Examples", HELLO));
                }
            }
            """);

    @TempDir
    private static Path folder;

    private static Programs programs;
    private static Path jar;

    @BeforeAll
    static void compile() throws Exception {
        programs = new Programs(folder);
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> source : SOURCES.entrySet()) {
            Path file = folder.resolve("sources").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            sources.add(Files.writeString(file, source.getValue()));
        }
        Path classes = folder.resolve("classes");
        JavaCompiler compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(said, files, null,
                    List.of("--release", "21", "-p", Frontend.joined(Frontend.CLI.jars()), "-d", classes.toString()),
                    null, files.getJavaFileObjectsFromPaths(sources)).call();
            assertTrue(compiled, said::toString);
        }
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.github.proxmoxtools.tools.spi.Toolset"),
                "org.example.hello.HelloToolset\n");
        jar = Files.createDirectories(folder.resolve("foreign")).resolve("hello.jar");
        programs.run(Map.of(), List.of(Frontend.jdk("jar"), "--create", "--file", jar.toString(), "-C",
                classes.toString(), ".")).succeeded();
    }

    /** As people start it: {@code java -p DIR:foreign --add-modules ... -m ...}. */
    private static List<String> withForeignJar(Frontend frontend, String... arguments) {
        List<Path> jars = new ArrayList<>(frontend.jars());
        jars.add(jar.getParent());
        List<String> command = new ArrayList<>(frontend.fromJars(jars, arguments));
        command.addAll(command.indexOf("-m"), List.of("--add-modules", MODULE));
        return command;
    }

    /** An image is a Java runtime too, and takes a module path. */
    private static List<String> imageWithForeignJar(Frontend frontend, String... arguments) {
        List<String> command = new ArrayList<>(List.of(frontend.image().resolve("bin/java").toString(), "-p",
                jar.getParent().toString(), "--add-modules", MODULE, "-m", frontend.main()));
        command.addAll(List.of(arguments));
        return command;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Frontend.class)
    @DisplayName("adds its tool to a frontend that stays as it is")
    void appears(Frontend frontend) throws Exception {
        Set<String> expected = new TreeSet<>(Offers.of(frontend, programs, List.of(frontend.launcher())));
        assertTrue(expected.addAll(frontend == Frontend.CLI ? List.of("example", "example hello") : List.of(TOOL)),
                expected::toString);
        assertEquals(expected, Offers.of(frontend, programs, withForeignJar(frontend)));
        assertEquals(expected, Offers.of(frontend, programs, imageWithForeignJar(frontend)), "in the linked image");

        List<Path> jars = new ArrayList<>(frontend.jars());
        jars.add(jar.getParent());
        assertEquals(expected, Offers.of(frontend, programs, frontend.fromJars(jars)), "without --add-modules");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Frontend.class)
    @DisplayName("is found on the class path too, where the frontend stands on the module path")
    void onTheClassPath(Frontend frontend) throws Exception {
        List<String> command = new ArrayList<>(frontend.fromJars(frontend.jars()));
        command.addAll(command.indexOf("-m"), List.of("-cp", jar.toString()));
        String expected = frontend == Frontend.CLI ? "example hello" : TOOL;
        assertTrue(Offers.of(frontend, programs, command).contains(expected));
    }

    @Test
    @DisplayName("is a command with help, and works")
    void command() throws Exception {
        Ended help = programs.run(Map.of("COLUMNS", "999"),
                withForeignJar(Frontend.CLI, "example", "hello", "--help")).succeeded();
        assertTrue(help.out().contains(DESCRIPTION), help::out);

        for (List<String> command : List.of(
                withForeignJar(Frontend.CLI, "--demo", "-o", "json", "example", "hello"),
                imageWithForeignJar(Frontend.CLI, "--demo", "-o", "json", "example", "hello"))) {
            JsonNode answer = new ObjectMapper().readTree(programs.run(Map.of(), command).succeeded().out());
            assertTrue(answer.findPath("version").asText().matches("\\d+\\.\\d+.*"), answer::toString);
        }
    }

    @Test
    @DisplayName("is a tool for agents, and works")
    void tool() throws Exception {
        try (Simulator simulator = Simulator.start();
                McpSession session = programs.mcp(Map.of("PROXMOX_HOST", simulator.hosts().getFirst(),
                        "PROXMOX_FINGERPRINT", simulator.fingerprints().getFirst(), "PROXMOX_TOKEN_ID",
                        simulator.adminTokenId(), "PROXMOX_TOKEN_SECRET", simulator.adminTokenSecret()),
                        withForeignJar(Frontend.MCP))) {
            JsonNode answer = session.open().call(TOOL, Map.of());
            assertTrue(answer.findPath("version").asText().matches("\\d+\\.\\d+.*"), answer::toString);
            assertTrue(simulator.requests().stream().anyMatch(request -> request.path().endsWith("/version")),
                    () -> simulator.requests().toString());
        }
    }
}
