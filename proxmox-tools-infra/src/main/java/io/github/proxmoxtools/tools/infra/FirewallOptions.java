package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.FirewallLevel.everywhere;
import static io.github.proxmoxtools.tools.infra.FirewallLevel.onCluster;
import static io.github.proxmoxtools.tools.infra.FirewallLevel.onContainer;
import static io.github.proxmoxtools.tools.infra.FirewallLevel.onNode;
import static io.github.proxmoxtools.tools.infra.FirewallLevel.onVm;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Switches and policies of firewalls: what each level knows differs. */
final class FirewallOptions {
    private static final String[] POLICIES = {"ACCEPT", "REJECT", "DROP"};
    private static final Param<Boolean> ENABLE = flag("enable", "");
    private static final Param<String> POLICY_IN = choice("policy_in", "For what no rule matches; not on nodes.",
            POLICIES).optional();
    private static final Param<String> POLICY_OUT = choice("policy_out", "", POLICIES).optional();
    private static final Param<String> LOG_LEVEL_IN = text("log_level_in", "nolog, info, err ...; nodes and guests.")
            .optional();
    private static final Param<String> LOG_LEVEL_OUT = text("log_level_out", "").optional();
    private static final Param<Boolean> NDP = flag("ndp", "Nodes and guests.");
    private static final Param<Boolean> DHCP = flag("dhcp", "Guests.");

    private static final Input[] OF_GUESTS = {ENABLE, POLICY_IN, POLICY_OUT, LOG_LEVEL_IN, LOG_LEVEL_OUT, NDP, DHCP};

    static final Tool SHOW = Tool.reads("proxmox_firewall_options")
            .command("firewall", "options", "show")
            .title("Firewall Options")
            .description("Tells the firewall options of the cluster, a node or a guest that were set; what is missing "
                    + "has its default (enable: 0 for cluster and guests, 1 for nodes).")
            .chooses(everywhere(Endpoint::get, "/options"))
            .acceptsOlderForms(FirewallLevel::olderForms)
            .returnsData();

    static final Tool UPDATE = Tool.destroys("proxmox_firewall_options_update")
            .command("firewall", "options", "update")
            .title("Change Firewall Options")
            .description("Switches a firewall on or off and sets its policies, logging and protections; any official "
                    + "option of the level is accepted. Switching on the cluster's firewall, whose policy_in is DROP "
                    + "unless set, can lock out everybody, this connection too: allow SSH and port 8006 first.")
            .chooses(
                    onNode(Endpoint::put, "/options", ENABLE, LOG_LEVEL_IN, LOG_LEVEL_OUT, NDP),
                    onVm(Endpoint::put, "/options", OF_GUESTS),
                    onContainer(Endpoint::put, "/options", OF_GUESTS),
                    onCluster(Endpoint::put, "/options", ENABLE, POLICY_IN, POLICY_OUT))
            .needsOneOfOrOfficial(ENABLE, POLICY_IN, POLICY_OUT, LOG_LEVEL_IN, LOG_LEVEL_OUT, NDP, DHCP)
            .acceptsOfficialParameters()
            .acceptsOlderForms(FirewallLevel::olderForms)
            .returnsNothing();

    private FirewallOptions() {}
}
