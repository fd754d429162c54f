package io.github.proxmoxtools.tools.lxc;

import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.Map;

final class LxcToolsTest extends ToolsetContract {
    @Override
    protected Toolset toolset() {
        return new LxcToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.of("lxc", "wiki-01", "node", "pve3");
    }
}
