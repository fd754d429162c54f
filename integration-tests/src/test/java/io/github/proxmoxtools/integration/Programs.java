package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs programs whose surroundings are exactly what a test gives them, and none of them forever. */
final class Programs {
    /** Longest time that any program may take; far more than all of them need. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path home;

    /**
     * Prepares.
     *
     * @param folder where output is kept meanwhile; its child {@code home}, empty, is the programs' home
     */
    Programs(Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a program left behind.
     *
     * @param status its exit code
     * @param out what it wrote to stdout
     * @param err what it wrote to stderr
     * @param took how long it ran
     */
    record Ended(int status, String out, String err, Duration took) {
        /** Fails unless the program ended well. */
        Ended succeeded() {
            assertTrue(status == 0, () -> "exit code " + status + "\nstdout: " + out + "\nstderr: " + err);
            return this;
        }
    }

    Ended run(Map<String, String> variables, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        long before = System.nanoTime();
        Process process = prepare(variables, command).redirectError(err.toFile()).redirectOutput(out.toFile()).start();
        try {
            process.getOutputStream().close();
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS),
                    () -> String.join(" ", command) + " does not end; stderr: " + text(err));
        } finally {
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), text(out), text(err), Duration.ofNanos(System.nanoTime() - before));
    }

    /** Starts a program that somebody may end; its streams are pipes, and it reads nothing. */
    Process start(Map<String, String> variables, List<String> command) throws IOException {
        Process process = prepare(variables, command).start();
        process.getOutputStream().close();
        return process;
    }

    /** Starts a program to talk with. */
    McpSession mcp(Map<String, String> variables, List<String> command) throws IOException {
        Path err = Files.createTempFile(folder, "mcp", ".txt");
        return new McpSession(prepare(variables, command).redirectError(err.toFile()).start(), err);
    }

    /** Nothing of the surroundings reaches the process: no settings, no options for its JVM. */
    private ProcessBuilder prepare(Map<String, String> variables, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        builder.environment().putAll(variables);
        return builder;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
