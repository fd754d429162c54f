package io.github.proxmoxtools.client.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The facts of the official schemas, where somebody has them: system property or variable PVE_API_FACTS. */
final class Facts {
    private static final String SETTING = "PVE_API_FACTS";

    private Facts() {}

    /** All versions; the test is skipped where nobody says where the facts are. */
    static Map<String, JsonNode> all() {
        Optional<String> folder = Optional.ofNullable(System.getProperty(SETTING))
                .or(() -> Optional.ofNullable(System.getenv(SETTING)));
        Assumptions.assumeTrue(folder.isPresent(), SETTING + " does not say where the facts of the schemas are");
        return IndexGenerator.facts(Path.of(folder.orElseThrow()));
    }
}
