package io.github.proxmoxtools.tools.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with committed files; {@code -Drewrite.golden=true} rewrites them, and a missing one fails. */
public final class GoldenFiles {
    private static final boolean REWRITE = Boolean.getBoolean("rewrite.golden");

    private final Path folder;

    /**
     * Works on a folder.
     *
     * @param folder the folder of golden files, below the module
     */
    public GoldenFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Compares.
     *
     * @param name the file's name
     * @param actual what it should hold
     */
    public void compare(String name, String actual) {
        Path file = folder.resolve(name);
        try {
            if (REWRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            } else if (!Files.exists(file)) {
                fail(file + " is missing; './mvnw test -Pgolden' writes it");
            }
            assertEquals(Files.readString(file), actual, () -> file + " differs; './mvnw test -Pgolden' rewrites it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
