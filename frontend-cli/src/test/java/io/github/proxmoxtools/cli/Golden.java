package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Compares with committed files; {@code -Drewrite.golden=true} rewrites them, and a missing one fails. */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    static void assertMatches(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, actual);
        } else if (Files.exists(file)) {
            assertEquals(Files.readString(file), actual, name);
        } else {
            fail(name + " is missing: run with -Drewrite.golden=true and look at what it holds");
        }
    }
}
