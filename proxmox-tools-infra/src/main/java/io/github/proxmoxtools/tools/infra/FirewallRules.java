package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.FirewallLevel.everywhere;
import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.text;
import static io.github.proxmoxtools.tools.spi.Param.whole;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Rules of firewalls. */
final class FirewallRules {
    private static final Param<String> DIGEST = digest("As listed (view.fields=*): refused if changed since.");
    private static final Param<Long> POS = whole("pos", "").min(0);

    static final Tool LIST = Tool.reads("proxmox_firewall_rules")
            .command("firewall", "rule", "list")
            .title("List Firewall Rules")
            .description("Lists the firewall rules of the cluster, a node or a guest in the order in which they are "
                    + "tried. Rules do nothing while enable is 0, or while the firewall itself is off.")
            .chooses(everywhere(Endpoint::get, "/rules"))
            .acceptsOlderForms(FirewallLevel::olderForms)
            .showsForeignText()
            .returnsList(plain("pos"), plain("type"), plain("action"), flag("enable"), plain("macro"), plain("proto"),
                    plain("source"), plain("sport"), plain("dest"), plain("dport"), plain("icmp-type"),
                    plain("iface"), plain("log"), plain("comment"));

    static final Tool DELETE = Tool.destroys("proxmox_firewall_rules_delete")
            .command("firewall", "rule", "delete")
            .title("Delete Firewall Rule")
            .description(
                    "Deletes the rule at a position. Positions shift with every change: give digest to be sure that it "
                            + "is the one that was listed.")
            .chooses(everywhere(Endpoint::delete, "/rules/{pos}", POS, DIGEST))
            .acceptsOlderForms(FirewallLevel::olderForms)
            .returnsNothing();

    private FirewallRules() {}

    /** Versions before 8 take no more than a SHA-1 sum. */
    static Param<String> digest(String description) {
        return text("digest", description)
                .pattern("[0-9a-f]{40}", "40 hexadecimal digits", "da39a3ee5e6b4b0d3255bfef95601890afd80709").max(40)
                .optional();
    }
}
