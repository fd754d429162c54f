package io.github.proxmoxtools.simulator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.client.index.ApiIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Path PAGE = Path.of(System.getProperty("repository.root"), "docs", "simulator-coverage.md");
    private static final Map<Coverage, String> WORDS = Map.of(Coverage.STATEFUL, "stateful", Coverage.SHAPED, "shaped",
            Coverage.NOT_SIMULATED, "not simulated");

    @Test
    void thePageListsEveryEndpointOfEveryVersion() throws IOException {
        String page = page();
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), PAGE + " is stale; './mvnw test -Pgolden' rewrites it");
    }

    @Test
    void nothingIsRegisteredThatNoVersionHas() {
        var unknown = new TreeSet<>(Registry.complete().endpoints());
        coverage().values().forEach(endpoints -> unknown.removeAll(endpoints.keySet()));

        assertEquals(List.of(), List.copyOf(unknown));
    }

    private static Map<String, Map<String, Coverage>> coverage() {
        Map<String, Map<String, Coverage>> versions = new LinkedHashMap<>();
        ApiIndex.versions().forEach(version -> versions.put(version,
                ShapedAnswers.coverage(ApiIndex.of(version), Registry.complete())));
        return versions;
    }

    private static String page() {
        Map<String, Map<String, Coverage>> versions = coverage();
        var text = new StringBuilder(
                """
                # What the simulator simulates

                Generated from the simulator itself. *Stateful*: changes last, and answers follow from them. *Shaped*: parameters and
                permissions are checked, the answer has the shape that the official schema gives, lists are empty, changes do not
                last, and the answer carries the header `X-Simulated: shape`. *Not simulated*: 501, and the reason says so.

                | version | endpoints | stateful | shaped | not simulated |
                |---|---|---|---|---|
                """);
        versions.forEach(
                (version, endpoints) -> text.append("| ").append(version).append(" | ").append(endpoints.size())
                        .append(" | ").append(count(endpoints, Coverage.STATEFUL)).append(" | ")
                        .append(count(endpoints, Coverage.SHAPED)).append(" | ")
                        .append(count(endpoints, Coverage.NOT_SIMULATED)).append(" |\n"));
        text.append("\n| path | method | ").append(String.join(" | ", versions.keySet())).append(" |\n|---|---|")
                .append("---|".repeat(versions.size())).append('\n');
        Map<String, List<String>> rows = new TreeMap<>();
        versions.values().forEach(endpoints -> endpoints.keySet().forEach(endpoint -> rows.put(sortable(endpoint),
                List.of(endpoint))));
        rows.values().forEach(row -> appendRow(text, row.getFirst(), versions));
        return text.toString();
    }

    private static void appendRow(StringBuilder text, String endpoint, Map<String, Map<String, Coverage>> versions) {
        String[] parts = endpoint.split(" ", 2);
        text.append("| `").append(parts[1]).append("` | ").append(parts[0]);
        versions.values().forEach(endpoints -> {
            Coverage coverage = endpoints.get(endpoint);
            text.append(" | ").append(coverage == null ? "" : WORDS.get(coverage));
        });
        text.append(" |\n");
    }

    private static long count(Map<String, Coverage> endpoints, Coverage wanted) {
        return endpoints.values().stream().filter(coverage -> coverage == wanted).count();
    }

    private static String sortable(String endpoint) {
        String[] parts = endpoint.split(" ", 2);
        return parts[1] + " " + parts[0];
    }
}
