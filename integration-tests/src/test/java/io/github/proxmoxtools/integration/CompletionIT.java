package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Shells that complete by the linked image, driven by keys.
 *
 * <p>What is typed names a function of the shell that shows its arguments, so that nothing is done to the cluster.
 */
@Tag("runtime")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CompletionIT {
    private static final String TAB = "\t";

    /** What readline understands as: insert all that could stand here. */
    private static final String ALL = "\u001b*";

    @TempDir
    private static Path folder;

    private static SimulatorProcess simulator;
    private static Programs programs;
    private static String upid;

    @BeforeAll
    static void start() throws Exception {
        simulator = SimulatorProcess.start(folder);
        programs = new Programs(folder);
        Files.createSymbolicLink(Files.createDirectories(folder.resolve("bin")).resolve("proxmox"),
                Path.of(Frontend.CLI.launcher()));
        Files.writeString(folder.resolve("my file.pem"), "");
        upid = programs.run(surroundings(), List.of(Frontend.CLI.launcher(), "vm", "start", "db-02", "--async", "-o",
                "json")).succeeded().out().replaceAll("(?s).*\"upid\" : \"([^\"]+)\".*", "$1");
        assertTrue(upid.startsWith("UPID:"), upid);
    }

    @AfterAll
    static void stop() throws Exception {
        simulator.close();
    }

    private static Map<String, String> surroundings() {
        Map<String, String> variables = new HashMap<>(simulator.settings());
        variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        variables.put("PROXMOX_LEARN_MEMBERS", "false");
        variables.put("TERM", "dumb");
        return variables;
    }

    private static boolean isThere(String shell) throws IOException, InterruptedException {
        return programs.run(Map.of(), List.of("sh", "-c", "command -v " + shell)).status() == 0;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        return programs.run(surroundings(), List.of(command)).out();
    }

    private static String inBash(String keys) throws IOException, InterruptedException {
        Path typed = Files.createTempFile(folder, "typed", ".txt");
        Files.writeString(typed,
                """
                source <(proxmox completion bash); complete -F _proxmox show; PS1=; bind 'set bell-style none'
                show() { printf '(%s)' "$@" >> shown; }
                show KEYS
                exit
                """.replace("KEYS", keys));
        Files.deleteIfExists(folder.resolve("shown"));
        String said = run("sh", "-c", "exec bash --norc --noprofile -i < \"$1\" 2>&1", "sh", typed.toString());
        return Files.exists(folder.resolve("shown")) ? Files.readString(folder.resolve("shown")) : said;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "vm snapshot ro{TAB}|(vm)(snapshot)(rollback)",
            "vm start ci{TAB}--asy{TAB}|(vm)(start)(ci-runner-01)(--async)",
            "vm start web{ALL}|(vm)(start)(web-01)(web-02)",
            "vm start \"ci{TAB}|(vm)(start)(ci-runner-01)",
            "vm start 'ci{TAB}|(vm)(start)(ci-runner-01)",
            "vm list --output=cs{TAB}x|(vm)(list)(--output=csv)(x)",
            "vm list --output=j{TAB}|(vm)(list)(--output=json)",
            "vm snapshot rollback db-01 --snapname be{TAB}|(vm)(snapshot)(rollback)(db-01)(--snapname)(before-upgrade)",
            "api get /nodes/pve1/qemu/100/sn{TAB}|(api)(get)(/nodes/pve1/qemu/100/snapshot)",
            "api post /nodes/pve1/qemu/100/snapshot -d sn{TAB}x|(api)(post)(/nodes/pve1/qemu/100/snapshot)(-d)(snapname=x)",
            "api post /nodes/pve1/qemu/100/migrate -d target=pve3{TAB}x|(api)(post)(/nodes/pve1/qemu/100/migrate)(-d)(target=pve3)(x)",
            "vm create pve1 --net0 virtio,br{TAB}vmbr{TAB},tag=7|(vm)(create)(pve1)(--net0)(virtio,bridge=vmbr0,tag=7)",
            "vm list --filter sta{TAB}=running|(vm)(list)(--filter)(status=running)",
            "vm list --ca-file my{TAB}|(vm)(list)(--ca-file)(my file.pem)",
            "vm list --ca-file=my{TAB}|(vm)(list)(--ca-file=my file.pem)",
            "vm start no-such{TAB}|(vm)(start)(no-such)"})
    void bashInserts(String keys, String words) throws Exception {
        assertEquals(words, inBash(keys.replace("{TAB}", TAB).replace("{ALL}", ALL)));
    }

    @Test
    void bashTakesTheIdOfATaskAsItIs() throws Exception {
        assertEquals("(task)(log)(" + upid + ")", inBash("task log UP" + TAB));
        assertEquals("(task)(log)(" + upid + ")", inBash("task log UPID:" + TAB));
    }

    @Test
    void bashIsToldNothingWhereTheClusterIsOutOfReach() throws Exception {
        Map<String, String> variables = new HashMap<>(surroundings());
        variables.put("PROXMOX_HOST", "127.0.0.1:1");
        Programs.Ended ended = programs.run(variables,
                List.of(Frontend.CLI.launcher(), "__complete", "bash", "", "vm", "start", "web"));
        assertEquals(0, ended.status());
        assertEquals("words\n", ended.out());
        assertEquals("", ended.err());
    }

    private static String inZsh(String keys) throws IOException, InterruptedException {
        Path driver = Files.createTempFile(folder, "driver", ".zsh");
        Files.writeString(driver,
                """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell 'autoload -Uz compinit; compinit -D -u; source <(proxmox completion zsh); compdef _proxmox show'
                zpty -w shell 'show() { printf "(%s)" "$@" > shown; print DO""NE; }; print REA""DY'
                zpty -r shell said '*READY*'
                zpty -n -w shell "show $1"$'\\n'
                zpty -r shell said '*DONE*'
                zpty -d shell
                """);
        Files.deleteIfExists(folder.resolve("shown"));
        String said = run("zsh", "-f", driver.toString(), keys);
        return Files.exists(folder.resolve("shown")) ? Files.readString(folder.resolve("shown")) : said;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "vm snapshot ro{TAB}|(vm)(snapshot)(rollback)",
            "vm start ci{TAB}--asy{TAB}|(vm)(start)(ci-runner-01)(--async)",
            "vm start \"ci{TAB}|(vm)(start)(ci-runner-01)",
            "vm list --output=cs{TAB}x|(vm)(list)(--output=csv)(x)",
            "api get /nodes/pve1/qemu/100/sn{TAB}/x|(api)(get)(/nodes/pve1/qemu/100/snapshot/x)",
            "vm list --ca-file my{TAB}|(vm)(list)(--ca-file)(my file.pem)",
            "vm list --ca-file=my{TAB}|(vm)(list)(--ca-file=my file.pem)"})
    void zshInserts(String keys, String words) throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not installed");
        assertEquals(words, inZsh(keys.replace("{TAB}", TAB)));
    }

    @Test
    void zshTakesTheIdOfATaskAsItIs() throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not installed");
        assertEquals("(task)(log)(" + upid + ")", inZsh("task log UP" + TAB));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "vm snapshot ro|rollback\tRoll Virtual Machine Back to Snapshot",
            "vm start ci|ci-runner-01\t105, VM on pve3, stopped",
            "vm start \"ci|ci-runner-01\t105, VM on pve3, stopped",
            "vm list --output=cs|--output=csv",
            "vm list --ca-file my|my file.pem",
            "vm list --ca-file=my|--ca-file=my file.pem",
            "vm start no-such|"})
    void fishSuggests(String line, String suggestion) throws Exception {
        assumeTrue(isThere("fish"), "fish is not installed");
        assertEquals(suggestion == null ? "" : suggestion, run("fish", "--no-config", "-c",
                "proxmox completion fish | source; complete -C \"proxmox \"$argv[1]", line).strip());
    }
}
