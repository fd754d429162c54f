package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.tools.spi.Safety;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static Options options(String... words) {
        return Options.of(CommandLine.parse(words));
    }

    @Test
    void asksBeforeDestroyingUnlessToldOtherwise() {
        Options options = options();
        assertEquals(ConfirmMode.ASK, options.confirm());
        assertEquals(Safety.DESTROY, options.selection().access());
        assertEquals(List.of(), options.fileRoots());
        assertEquals(Map.of(), options.settings());
    }

    @Test
    void readsListsAndValuesInBothForms() {
        Options options = options("--toolsets", "vm, infra.firewall", "--toolsets=lxc", "--tools=a_b", "--exclude",
                "c_d",
                "--access=change", "--confirm", "none", "--host=pve1,pve2", "--port", "8007", "--insecure",
                "--request-timeout", "5");
        assertEquals(Set.of("vm", "infra.firewall", "lxc"), options.selection().toolsets());
        assertEquals(Set.of("a_b"), options.selection().tools());
        assertEquals(Set.of("c_d"), options.selection().exclude());
        assertEquals(Safety.CHANGE, options.selection().access());
        assertEquals(ConfirmMode.NONE, options.confirm());
        assertEquals(Map.of("PROXMOX_HOST", "pve1,pve2", "PROXMOX_PORT", "8007", "PROXMOX_VERIFY_SSL", "false",
                "PROXMOX_TIMEOUT_MS", "5000"), options.settings());
    }

    @Test
    void readOnlyIsTighterThanAnyAccess() {
        assertEquals(Safety.READ, options("--access", "destroy", "--read-only").selection().access());
    }

    @Test
    void switchesCanBeToldTrueOrFalse() {
        assertEquals(Safety.READ, options("--read-only=true").selection().access());
        assertEquals(Safety.DESTROY, options("--read-only=false").selection().access());
        assertEquals(Map.of(), options("--insecure=false").settings());
    }

    @Test
    void aListThatNobodyFilledInNamesNothing() {
        assertEquals(Set.of(), options("--toolsets=").selection().toolsets());
        assertEquals(Set.of(), options("--toolsets=${user_config.toolsets}").selection().toolsets());
    }

    @Test
    void takesDirectoriesThatExist(@TempDir Path folder) {
        assertEquals(List.of(folder.toAbsolutePath().normalize()),
                options("--file-root", folder.toString()).fileRoots());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "vm", "--host", "--read-only=yes", "--read-only=",
            "--read-only=${user_config.read_only}", "--read-only --read-only=false", "--access=write",
            "--confirm=maybe",
            "--file-root=/no/such/directory", "--host=a --host=b", "--request-timeout=0", "--tool-timeout=1.5"})
    void refusesWhatItCannotHonour(String words) {
        assertThrows(UsageException.class, () -> options(words.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--context", "--host", "--port", "--token-id", "--username", "--fingerprint", "--ca-file"})
    void whatSaysTheClusterIsNeitherEmptyNorBesideADemonstration(String flag) {
        for (String empty : List.of("", " ")) {
            UsageException refusal = assertThrows(UsageException.class, () -> options(flag, empty));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith(flag + " is empty"), refusal::getMessage);
        }
        UsageException refusal = assertThrows(UsageException.class, () -> options("--demo", flag, "1"));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("--demo and " + flag + " contradict"),
                refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password", "--token-secret=abc", "--api-token"})
    void takesNoSecretFromTheCommandLine(String word) {
        UsageException refusal = assertThrows(UsageException.class, () -> options(word, "s3cret"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("PROXMOX_TOKEN_SECRET"));
        assertFalse(String.valueOf(refusal.getMessage()).contains("abc"));
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Launcher(InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void endsWithTwoAndASentenceWhenTheCommandLineIsWrong() {
        Ran ran = run("--nonsense");
        assertEquals(2, ran.code());
        assertEquals("", ran.out());
        assertEquals("proxmox-mcp: There is no flag '--nonsense'. See --help.", ran.err().strip());
    }

    @Test
    void helpNamesEveryFlag() {
        Ran ran = run("--help");
        assertEquals(0, ran.code());
        for (Flag flag : Flag.values()) {
            assertTrue(ran.out().contains("  " + flag.word()), flag.word());
            assertTrue(ran.out().contains("  " + flag.description()), () -> flag.word() + " runs into what it does");
        }
    }

    @Test
    void saysItsVersion() {
        assertTrue(run("--version").out().startsWith("proxmox-mcp "));
    }
}
