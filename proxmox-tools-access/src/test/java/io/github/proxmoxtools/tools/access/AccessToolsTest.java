package io.github.proxmoxtools.tools.access;

import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.Map;

final class AccessToolsTest extends ToolsetContract {
    @Override
    protected Toolset toolset() {
        return new AccessToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.of();
    }
}
