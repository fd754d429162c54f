package io.github.proxmoxtools.client.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The committed resource is what the generator makes; {@code -Drewrite.golden=true} writes it anew. */
class IndexGeneratorTest {
    private static final Path RESOURCE = Path.of("src/main/resources/io/github/proxmoxtools/client/index",
            IndexFile.RESOURCE);
    private static final int LARGEST = 150_000;

    @Test
    void committedResourceIsWhatTheGeneratorMakes() throws IOException {
        Map<String, JsonNode> facts = Facts.all();
        byte[] generated = IndexGenerator.generate(facts);
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.write(RESOURCE, generated);
        }
        assertArrayEquals(generated, Files.readAllBytes(RESOURCE),
                "The API index is stale: run this test with -Drewrite.golden=true");
    }

    @Test
    void resourceStaysSmall() throws IOException {
        try (InputStream resource = IndexFile.class.getResourceAsStream(IndexFile.RESOURCE)) {
            assertTrue(resource != null && resource.readAllBytes().length < LARGEST);
        }
    }
}
