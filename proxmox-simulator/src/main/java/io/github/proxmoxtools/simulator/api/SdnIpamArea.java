package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import java.util.List;

/** Who hands out addresses: the server's own book is always there. */
final class SdnIpamArea extends SdnArea {
    private static final Section OWN = new Section("pve", "pve");

    SdnIpamArea() {
        super("/cluster/sdn/ipams", "ipam");
    }

    @Override
    List<Section> builtIn() {
        return List.of(OWN);
    }
}
