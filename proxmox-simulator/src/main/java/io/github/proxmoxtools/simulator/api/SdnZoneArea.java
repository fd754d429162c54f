package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;

/** Zones: virtual networks that are kept apart from others. */
final class SdnZoneArea extends SdnArea {
    SdnZoneArea() {
        super("/cluster/sdn/zones", "zone");
    }

    @Override
    void check(Call call, Section zone, Action action) {
        if (action == Action.DELETE) {
            sections(call, "vnet").all().stream()
                    .filter(vnet -> vnet.text("zone").filter(zone.id()::equals).isPresent()).findFirst()
                    .ifPresent(vnet -> {
                        throw ApiError
                                .died(prefix(action) + "zone " + zone.id() + " is used by vnet " + vnet.id());
                    });
            return;
        }
        zone.text("controller").filter(id -> sections(call, "controller").find(id).isEmpty()).ifPresent(id -> {
            throw ApiError.died(prefix(action) + "controller " + id + " doesn't exist");
        });
    }
}
