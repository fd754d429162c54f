package io.github.proxmoxtools.integration.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that is made as a whole.
 *
 * @param file where it is
 */
record GeneratedPage(Path file) {
    void compare(String content) throws IOException {
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertTrue(Files.exists(file), file + " is missing; './mvnw test -Pgolden' writes it");
        assertEquals(content, Files.readString(file), file + " is stale; './mvnw test -Pgolden' rewrites it");
    }
}
