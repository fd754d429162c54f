package io.github.proxmoxtools.cli.interrupt;

import io.github.proxmoxtools.cli.cluster.Connector;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InterruptibleConnectorTest {
    private static final Catalog CATALOG = Catalog.of(List.of(new VmToolset(), new InfraToolset()));

    @Test
    void whatOnlyReadsIsKnownByItsToolItsCeilingOrItsMethod() {
        assertTrue(InterruptibleConnector.onlyReads(CATALOG, ToolCall.of("proxmox_vm_config", Map.of())));
        ToolCall start = ToolCall.of("proxmox_vm_start", Map.of());
        assertFalse(InterruptibleConnector.onlyReads(CATALOG, start));
        assertTrue(InterruptibleConnector.onlyReads(CATALOG, start.within(Safety.READ)));
        String raw = CATALOG.tools().stream().filter(tool -> tool.action() instanceof Action.Raw).map(Tool::name)
                .findFirst().orElseThrow();
        assertTrue(InterruptibleConnector.onlyReads(CATALOG, ToolCall.of(raw, Map.of("method", "GET"))));
        assertFalse(InterruptibleConnector.onlyReads(CATALOG, ToolCall.of(raw, Map.of("method", "POST"))));
    }

    @Test
    void handsOnEverythingEvenWhatHasADefault() throws NoSuchMethodException {
        for (Method method : Connector.class.getMethods()) {
            assertEquals(InterruptibleConnector.class, InterruptibleConnector.class
                    .getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass(), method::toString);
        }
    }
}
