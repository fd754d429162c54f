package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolSchemas;
import io.github.proxmoxtools.tools.spi.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What names, descriptions and arguments of the catalogue cost an agent before it has asked anything: a token is taken for
 * four bytes.
 */
final class TokenBudgetTest {
    private static final int BUDGET = 18_000;
    private static final int BYTES_PER_TOKEN = 4;
    /** What came after the catalogue of 142, and is counted apart. */
    private static final Set<String> LATER = Set.of("proxmox_backup_run", "proxmox_lxc_clone", "proxmox_lxc_config",
            "proxmox_task_stop");

    @Test
    void theCatalogueFits() {
        List<Tool> tools = Catalog.discover().tools().stream().filter(tool -> !LATER.contains(tool.name())).toList();
        assertEquals(142, tools.size());
        int tokens = tools.stream().mapToInt(TokenBudgetTest::bytes).sum() / BYTES_PER_TOKEN;
        assertTrue(tokens <= BUDGET, () -> tokens + " tokens, the budget is " + BUDGET);
    }

    private static int bytes(Tool tool) {
        return Stream.of(tool.name(), tool.description(), JsonText.compact(ToolSchemas.input(tool)))
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
    }
}
