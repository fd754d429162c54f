package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Section;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address ranges of virtual networks. */
final class SdnSubnetArea extends SdnArea {
    SdnSubnetArea() {
        super("/cluster/sdn/vnets/{vnet}/subnets", "subnet");
    }

    /** A new subnet is named by its range, later by its zone too. */
    @Override
    String id(Call call) {
        String given = call.params().get("subnet");
        return given.contains("/") ? zone(call) + "-" + given.replace('/', '-') : given;
    }

    private String zone(Call call) {
        String vnet = call.params().get("vnet");
        return sections(call, "vnet").find(vnet).flatMap(found -> found.text("zone"))
                .orElseThrow(() -> ApiError.died(prefix(Action.CREATE) + "sdn '" + vnet + "' does not exist"));
    }

    @Override
    String type(Call call) {
        return "subnet";
    }

    @Override
    boolean isVisible(Call call, Section subnet) {
        return call.caller().holdsAny(
                "/sdn/zones/" + zoneOf(subnet) + "/" + subnet.text("vnet").orElse(""), "SDN.Audit", "SDN.Allocate");
    }

    @Override
    boolean belongs(Call call, Section subnet) {
        return subnet.text("vnet").filter(call.params().get("vnet")::equals).isPresent();
    }

    @Override
    Set<String> notKept() {
        return Set.of("lock-token", "subnet");
    }

    private static String zoneOf(Section subnet) {
        return subnet.id().substring(0, subnet.id().indexOf('-'));
    }

    private static String network(Section subnet) {
        return subnet.id().substring(subnet.id().indexOf('-') + 1, subnet.id().lastIndexOf('-'));
    }

    private static String mask(Section subnet) {
        return subnet.id().substring(subnet.id().lastIndexOf('-') + 1);
    }

    @Override
    Row row(Call call, Section subnet) {
        Row row = super.row(call, subnet).with("id", subnet.id()).with("zone", zoneOf(subnet))
                .with("network", network(subnet)).with("mask", mask(subnet))
                .with("cidr", network(subnet) + "/" + mask(subnet));
        if (!call.cluster().profile().isBefore(8)) {
            row.with("dhcp-range",
                    subnet.list("dhcp-range").isEmpty() ? List.of() : ranges(subnet.options().get("dhcp-range")));
        }
        return row;
    }

    private static List<Object> ranges(@Nullable Object ranges) {
        List<?> texts = ranges instanceof List<?> list ? list : List.of(String.valueOf(ranges));
        return texts.stream().<Object>map(text -> PropertyText.parts(text.toString())).toList();
    }

    @Override
    void check(Call call, Section subnet, Action action) {
        if (action == Action.DELETE) {
            return;
        }
        IpNetwork range = network(subnet, action);
        subnet.text("gateway").ifPresent(gateway -> {
            try {
                if (!range.contains(IpNetwork.parse(gateway))) {
                    throw refused(action, "gateway", gateway + " is not in subnet " + range.text());
                }
            } catch (IpNetwork.Invalid e) {
                throw refused(action, "gateway", e.text());
            }
        });
    }

    private IpNetwork network(Section subnet, Action action) {
        try {
            return IpNetwork.parse(network(subnet) + "/" + mask(subnet));
        } catch (IpNetwork.Invalid e) {
            throw refused(action, "subnet", e.text());
        }
    }
}
