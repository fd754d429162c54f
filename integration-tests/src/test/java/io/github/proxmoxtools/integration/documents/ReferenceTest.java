package io.github.proxmoxtools.integration.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.tools.engine.ApiAudit;
import io.github.proxmoxtools.tools.engine.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the reference of the tools, and what is said of the API, in step with the declarations. */
final class ReferenceTest {
    private static final Path PAGES = Path.of(System.getProperty("repository.root"), "docs", "tools");

    private final Catalog catalog = Catalog.discover();
    private final ToolReference reference = new ToolReference(catalog);

    @Test
    void toolsAreListed() throws IOException {
        new GeneratedPart("tools.md", "tools").compare(reference.overview());
        new GeneratedPart("tools.md", "paging").compare(reference.paging());
        new GeneratedPart("tools.md", "starts").compare(reference.starts());
        new GeneratedPart("tools.md", "aliases").compare(reference.aliases());
    }

    @Test
    void theReadmeCountsThem() throws IOException {
        String readme = Files.readString(PAGES.resolve("../../README.md"));
        assertTrue(readme.contains("one catalogue of " + catalog.tools().size() + " tools "), readme);
    }

    @Test
    void eachAreaHasItsPage() throws IOException {
        for (Map.Entry<String, String> page : reference.pages().entrySet()) {
            new GeneratedPage(PAGES.resolve(page.getKey())).compare(page.getValue());
        }
        try (Stream<Path> files = Files.list(PAGES)) {
            assertEquals(new TreeSet<>(reference.pages().keySet()),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void coverageOfTheApiIsCounted() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String version : ApiIndex.versions()) {
            ApiAudit audit = new ApiAudit(ApiIndex.of(version), catalog);
            text.append("## Proxmox VE ").append(audit.release()).append(
                    "\n\n| namespace | routes | methods | with a tool of their own | through the raw calls |\n"
                            + "|---|---|---|---|---|\n");
            audit.namespaces().forEach(part -> row(text, part));
            row(text, audit.whole());
            text.append('\n');
        }
        ApiAudit newest = new ApiAudit(ApiIndex.of(ApiIndex.versions().getLast()), catalog);
        text.append("## With a tool of their own, of ").append(newest.release()).append("\n\n");
        newest.withTool().forEach(pair -> text.append("- `").append(pair).append("`\n"));
        new GeneratedPart("API_COVERAGE.md", "coverage").compare(text.toString());
    }

    private static void row(StringBuilder text, ApiAudit.Namespace part) {
        ToolReference.row(text, "`" + part.name() + "`", Integer.toString(part.routes()),
                Integer.toString(part.methods()), Integer.toString(part.withTool()),
                Integer.toString(part.methods() - part.withTool()));
    }
}
