package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;

/** Virtual networks. */
final class SdnVnetArea extends SdnArea {
    private static final int LAST_VLAN = 4096;

    SdnVnetArea() {
        super("/cluster/sdn/vnets", "vnet");
    }

    @Override
    String type(Call call) {
        return "vnet";
    }

    @Override
    String aclPath(Section vnet) {
        return "/sdn/zones/" + vnet.text("zone").orElse("") + "/" + vnet.id();
    }

    @Override
    void check(Call call, Section vnet, Action action) {
        if (action == Action.DELETE) {
            boolean hasSubnets = sections(call, "subnet").all().stream()
                    .anyMatch(subnet -> subnet.text("vnet").filter(vnet.id()::equals).isPresent());
            if (hasSubnets) {
                throw refused(action, "vnet", "Can't delete vnet if subnets exists");
            }
            return;
        }
        String zoneId = vnet.text("zone").orElse("");
        Section zone = sections(call, "zone").find(zoneId)
                .orElseThrow(() -> ApiError.died(prefix(action) + "zone '" + zoneId + "' does not exist"));
        requireTag(zone, vnet, action);
    }

    private void requireTag(Section zone, Section vnet, Action action) {
        boolean hasTag = vnet.options().containsKey("tag");
        if (zone.type().equals("simple")) {
            if (hasTag) {
                throw refused(action, "tag", "vlan tag is not allowed on simple zone");
            }
            return;
        }
        boolean isVlan = zone.type().equals("vlan") || zone.type().equals("qinq");
        String kind = isVlan ? "vlan" : "vxlan";
        if (!hasTag) {
            throw refused(action, "tag", "missing " + kind + " tag");
        }
        if (isVlan && Long.parseLong(vnet.text("tag").orElse("0")) > LAST_VLAN) {
            throw refused(action, "tag", "vlan tag max value is " + LAST_VLAN);
        }
    }
}
