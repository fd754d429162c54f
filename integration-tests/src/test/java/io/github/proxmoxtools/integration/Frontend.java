package io.github.proxmoxtools.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A frontend as the build has left it: jars, their surroundings, and the linked image. */
enum Frontend {
    /** The command line. */
    CLI("frontend-cli", "proxmox", "io.github.proxmoxtools.cli"),
    /** The server for agents. */
    MCP("frontend-mcp", "proxmox-mcp", "io.github.proxmoxtools.mcp");

    /** The top of the repository. */
    static final Path ROOT = Path.of(System.getProperty("repository.root"));

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private final String folder;
    private final String program;
    private final String module;

    Frontend(String folder, String program, String module) {
        this.folder = folder;
        this.program = program;
        this.module = module;
    }

    /** Gives a program of the JDK that runs these tests. */
    static String jdk(String name) {
        return JDK.resolve("bin").resolve(name).toString();
    }

    /** Gives what stands behind {@code -m}. */
    String main() {
        return module + "/" + module + ".Main";
    }

    String module() {
        return module;
    }

    /** Gives the launcher of the image that the build has linked. */
    String launcher() {
        return launcher(ROOT.resolve(folder).resolve("target/image"));
    }

    String launcher(Path image) {
        return image.resolve("bin").resolve(program).toString();
    }

    Path image() {
        return ROOT.resolve(folder).resolve("target/image");
    }

    /** Gives the frontend's own jar. */
    Path jar() {
        return only(ROOT.resolve(folder).resolve("target"),
                name -> name.startsWith(folder + "-") && name.endsWith(".jar") && !name.contains("-sources"));
    }

    /** Lists all that the frontend can stand on, toolsets included. */
    List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        jars.add(jar());
        jars.addAll(list(ROOT.resolve(folder).resolve("target/modules"), name -> name.endsWith(".jar")));
        return jars;
    }

    /** Lists them without the jars of some modules of ours. */
    List<Path> jarsWithout(String... artifacts) {
        return jars().stream()
                .filter(jar -> Arrays.stream(artifacts)
                        .noneMatch(artifact -> jar.getFileName().toString().matches(artifact + "-\\d.*")))
                .toList();
    }

    /** Starts the frontend from jars, by {@code java -p}. */
    List<String> fromJars(List<Path> jars, String... arguments) {
        List<String> command = new ArrayList<>(List.of(jdk("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-p",
                joined(jars), "-m", main()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String joined(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path only(Path folder, Predicate<String> wanted) {
        List<Path> found = list(folder, wanted);
        if (found.size() != 1) {
            throw new IllegalStateException("One jar should be in " + folder + ", not " + found
                    + "; ./mvnw -q -DskipTests package makes it.");
        }
        return found.getFirst();
    }

    private static List<Path> list(Path folder, Predicate<String> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is built in " + folder, e);
        }
    }
}
