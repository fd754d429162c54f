package io.github.proxmoxtools.simulator.state;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the guest agent of a virtual machine reaches: files, programs, passwords, frozen file systems. */
public final class GuestAgent {
    private static final int FIRST_PID = 300;

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final Map<Integer, Program> programs = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>(Map.of("root", "", "nobody", ""));
    private final Set<String> disabled = new HashSet<>();
    private @Nullable Boolean running;
    private boolean frozen;
    private int pid = FIRST_PID;

    /**
     * A program that was started.
     *
     * @param ends when it is over
     * @param outcome what came of it
     */
    public record Program(Instant ends, Outcome outcome) {}

    /**
     * What came of a program.
     *
     * @param exitCode its exit code
     * @param out its standard output
     * @param err its standard error
     */
    public record Outcome(int exitCode, String out, String err) {}

    GuestAgent() {
        put("/etc/os-release", """
                               PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                               NAME="Debian GNU/Linux"
                               VERSION_ID="12"
                               VERSION="12 (bookworm)"
                               ID=debian
                               """);
        put("/etc/passwd", """
                           root:x:0:0:root:/root:/bin/bash
                           nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
                           """);
    }

    private void put(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return its files by path; may be changed} */
    public Map<String, byte[]> files() {
        return files;
    }

    /** {@return the users' new passwords, empty where none was set; may be changed} */
    public Map<String, String> passwords() {
        return passwords;
    }

    /**
     * Lists a directory.
     *
     * @param path the directory
     * @return the names in it, empty when there is no such directory
     */
    public Optional<List<String>> list(String path) {
        String prefix = path.endsWith("/") ? path : path + "/";
        List<String> names = files.keySet().stream().filter(file -> file.startsWith(prefix))
                .map(file -> file.substring(prefix.length())).map(rest -> rest.replaceFirst("/.*", "")).distinct()
                .toList();
        return names.isEmpty() && !prefix.equals("/") && !prefix.equals("/tmp/")
                ? Optional.empty()
                : Optional.of(names);
    }

    /**
     * Tells whether it answers, if that was decided.
     *
     * @return the decision
     */
    public Optional<Boolean> running() {
        return Optional.ofNullable(running);
    }

    /**
     * Decides whether it answers.
     *
     * @param answers whether it does while its machine runs
     */
    public void setRunning(boolean answers) {
        running = answers;
    }

    /**
     * Tells whether a command is disabled, as distributions and old versions do.
     *
     * @param command the command without {@code guest-}
     * @return whether it is
     */
    public boolean isDisabled(String command) {
        return disabled.contains(command);
    }

    /**
     * Disables a command.
     *
     * @param command the command without {@code guest-}
     */
    public void disable(String command) {
        disabled.add(command);
    }

    /** {@return whether the file systems are frozen} */
    public boolean isFrozen() {
        return frozen;
    }

    /**
     * Freezes the file systems, or lets them go on.
     *
     * @param still whether they are frozen
     */
    public void freeze(boolean still) {
        frozen = still;
    }

    /**
     * Notes a program that was started.
     *
     * @param program the program
     * @return its number
     */
    public int start(Program program) {
        pid += 2;
        programs.put(pid, program);
        return pid;
    }

    /**
     * Finds a program that was started and whose end nobody has asked for yet.
     *
     * @param number its number
     * @return the program
     */
    public Optional<Program> program(int number) {
        return Optional.ofNullable(programs.get(number));
    }

    /**
     * Forgets a program whose end was told.
     *
     * @param number its number
     */
    public void forget(int number) {
        programs.remove(number);
    }

    void boot() {
        programs.clear();
        frozen = false;
    }
}
