package io.github.proxmoxtools.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A simulator that runs as a process of its own, from the jars beside the command line. */
public final class SimulatorProcess implements AutoCloseable {
    private static final String MODULE = "io.github.proxmoxtools.simulator";
    private static final Set<String> SETTINGS = Set.of("PROXMOX_HOST", "PROXMOX_FINGERPRINT", "PROXMOX_TOKEN_ID",
            "PROXMOX_TOKEN_SECRET");

    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Map<String, String> settings = new LinkedHashMap<>();

    private SimulatorProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread.ofPlatform().daemon().name("simulator's output").start(this::read);
    }

    /** Starts one and waits until it can be asked. */
    public static SimulatorProcess start(Path folder, String... options) throws IOException, InterruptedException {
        Path errors = folder.resolve("simulator.err");
        List<String> command = new ArrayList<>(List.of(Frontend.jdk("java"), "-p",
                Frontend.joined(Frontend.CLI.jars()), "-m", MODULE + "/" + MODULE + ".Main"));
        command.addAll(List.of(options));
        SimulatorProcess simulator = new SimulatorProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
        try {
            simulator.awaitSettings();
        } catch (InterruptedException | AssertionError e) {
            simulator.process.destroyForcibly();
            throw e;
        }
        return simulator;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException e) {
            // The process is gone, as at the end of every test.
        }
    }

    private void awaitSettings() throws InterruptedException {
        while (!settings.keySet().containsAll(SETTINGS)) {
            String line = lines.poll(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                fail("The simulator does not start; it said " + settings.keySet() + " and " + Programs.text(errors));
                return;
            }
            int sign = line.indexOf('=');
            assertTrue(sign > 0, () -> "no KEY=VALUE: " + line);
            settings.put(line.substring(0, sign), line.substring(sign + 1));
        }
    }

    /** Gives the variables by which a frontend finds it. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** Gives them with some replaced. */
    Map<String, String> settingsWith(String... keysAndValues) {
        Map<String, String> changed = new LinkedHashMap<>(settings);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            changed.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return changed;
    }

    /** Ends its input, and with it the simulator. */
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            assertTrue(process.waitFor(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS),
                    "The simulator outlives its input");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
