package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.FirewallLevel.exceptOnNodes;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;

/** Names for addresses and networks. */
final class FirewallAliases {
    /** What aliases and IP sets may be called. */
    static final String NAME_PATTERN = "[A-Za-z][A-Za-z0-9\\-_]+";
    static final int LONGEST_NAME = 64;
    static final Param<String> COMMENT = text("comment", "").optional();
    private static final Param<String> NAME = text("name", "").pattern(NAME_PATTERN).max(LONGEST_NAME);
    private static final Param<String> CIDR = text("cidr", "An address or network, such as 10.0.0.0/24.");

    static final Tool LIST = Tool.reads("proxmox_firewall_aliases")
            .command("firewall", "alias", "list")
            .title("List Firewall Aliases")
            .description("Lists the names that firewall rules may use for addresses and networks, of the cluster or "
                    + "of a guest; nodes have none.")
            .chooses(exceptOnNodes(Endpoint::get, "/aliases"))
            .showsForeignText()
            .returnsList(plain("name"), plain("cidr"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_firewall_alias_create")
            .command("firewall", "alias", "create")
            .title("Create Firewall Alias")
            .description("Names an address or network, for rules to use.")
            .chooses(exceptOnNodes(Endpoint::post, "/aliases", NAME, CIDR, COMMENT))
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_firewall_alias_delete")
            .command("firewall", "alias", "delete")
            .title("Delete Firewall Alias")
            .description("Deletes an alias. Rules that name it do nothing from then on.")
            .chooses(exceptOnNodes(Endpoint::delete, "/aliases/{name}", NAME))
            .returnsNothing();

    private FirewallAliases() {}
}
