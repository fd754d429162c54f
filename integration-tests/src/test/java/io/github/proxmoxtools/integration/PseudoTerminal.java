package io.github.proxmoxtools.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program on a real pseudo-terminal, and somebody who types: the kernel echoes, and turns Ctrl-C into a signal.
 *
 * <p>{@code script} of util-linux holds the other end; a library for Java would bring native code for each platform.
 */
final class PseudoTerminal implements AutoCloseable {
    private static final char CTRL_C = 3;

    private final Process script;
    private final StringBuilder shown = new StringBuilder();
    private final Thread reader;

    private PseudoTerminal(Process script) {
        this.script = script;
        this.reader = Thread.ofPlatform().daemon().name("pseudo-terminal").start(this::read);
    }

    /** Tells whether this machine has what it takes. */
    static boolean isAvailable() {
        try {
            Process asked = new ProcessBuilder("script", "--version").redirectErrorStream(true).start();
            String answer = new String(asked.getInputStream().readAllBytes(), UTF_8);
            return answer.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a program whose surroundings are exactly these variables, and the path. */
    static PseudoTerminal start(Path folder, Map<String, String> variables, List<String> command) throws IOException {
        String line = command.stream().map(PseudoTerminal::quoted).collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder("script", "-q", "-e", "-c", "exec " + line, "/dev/null")
                .directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> surroundings = new LinkedHashMap<>(variables);
        surroundings.put("HOME", folder.toString());
        surroundings.put("SHELL", "/bin/sh");
        surroundings.putIfAbsent("TERM", "xterm-256color");
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().putAll(surroundings);
        return new PseudoTerminal(builder.start());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private void read() {
        try (InputStream output = script.getInputStream()) {
            byte[] some = new byte[4096];
            for (int count = output.read(some); count >= 0; count = output.read(some)) {
                add(new String(some, 0, count, UTF_8));
            }
        } catch (IOException e) {
            add("\n[" + e + "]\n");
        }
    }

    private synchronized void add(String text) {
        shown.append(text);
        notifyAll();
    }

    /** Gives all that was shown so far. */
    synchronized String shown() {
        return shown.toString();
    }

    /** Waits until something was shown. */
    synchronized void await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + Programs.PATIENCE.toNanos();
        while (shown.indexOf(text) < 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !reader.isAlive()) {
                fail("'" + text + "' is not shown, but: " + shown);
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }

    void type(String text) throws IOException {
        script.getOutputStream().write(text.getBytes(UTF_8));
        script.getOutputStream().flush();
    }

    void pressCtrlC() throws IOException {
        type(String.valueOf(CTRL_C));
    }

    /** Waits for the end, and gives the program's exit code. */
    int exitCode() throws InterruptedException {
        if (!script.waitFor(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            fail("It does not end: " + shown());
        }
        reader.join(Programs.PATIENCE.toMillis());
        return script.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        script.destroy();
        script.waitFor(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
