package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the libraries warn of looks like any other warning. */
class LibraryWarningsTest {
    @TempDir
    private Path folder;

    @AutoClose
    private Workbench bench;

    private static String errorsOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anUnverifiedCertificateIsAWarningInPlainWords() {
        bench = Workbench.connected(folder);
        bench.environment.remove("PROXMOX_FINGERPRINT");
        String errors = errorsOf(() -> bench.run("vm", "list", "--insecure"));
        assertTrue(errors.lines().anyMatch(
                line -> line.startsWith("warning: Certificates of " + bench.host() + " are not verified: ")), errors);
    }
}
