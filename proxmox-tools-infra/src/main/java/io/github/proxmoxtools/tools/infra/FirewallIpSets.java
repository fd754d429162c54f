package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.FirewallAliases.COMMENT;
import static io.github.proxmoxtools.tools.infra.FirewallLevel.exceptOnNodes;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.flag;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.stream.Stream;

/** Sets of addresses and networks. */
final class FirewallIpSets {
    private static final Param<String> NAME = text("name", "").pattern(FirewallAliases.NAME_FORM)
            .max(FirewallAliases.LONGEST_NAME);
    private static final Param<Boolean> FORCE = flag("force", "Also if it has members.");

    private static final Endpoint[] NEW_SET = exceptOnNodes(Endpoint::post, "/ipset", NAME, COMMENT);

    static final Tool LIST = Tool.reads("proxmox_firewall_ipset_list")
            .command("firewall", "ipset", "list")
            .title("List IP Sets")
            .description("Lists the sets of addresses that firewall rules may use as +name, of the cluster or of a "
                    + "guest; nodes have none. The members are not shown.")
            .chooses(exceptOnNodes(Endpoint::get, "/ipset"))
            .acceptsOlderForms(FirewallLevel::olderFormsExceptNodes)
            .showsForeignText()
            .returnsList(plain("name"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_firewall_ipset_create")
            .command("firewall", "ipset", "create")
            .title("Create IP Set")
            .description("Creates an empty set of addresses. Confirmed are a guest's set that hides one of the cluster "
                    + "from its rules, and its ipfilter-netN: from then on that card may send only from the members, "
                    + "so nothing yet.")
            .calls(Stream.of(FirewallNames.REFERENCES, NEW_SET).flatMap(Stream::of).toArray(Endpoint[]::new))
            .takes(NAME, COMMENT, FirewallLevel.LEVEL_WITHOUT_NODES, FirewallLevel.NODE.optional(),
                    GuestInput.VMID.optional())
            .runs(FirewallIpSets::create)
            .destroysWhen(FirewallNames.filtersACard(NAME))
            .acceptsOlderForms(FirewallLevel::olderFormsExceptNodes)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_firewall_ipset_delete")
            .command("firewall", "ipset", "delete")
            .title("Delete IP Set")
            .description("Deletes a set of addresses, with its members only if force is set. Rules that name it do "
                    + "nothing from then on.")
            .chooses(exceptOnNodes(Endpoint::delete, "/ipset/{name}", NAME, FORCE))
            .acceptsOlderForms(FirewallLevel::olderFormsExceptNodes)
            .returnsNothing();

    private FirewallIpSets() {}

    private static Work create(Reading reading) {
        String name = reading.arguments().get(NAME);
        Query query = Query.of(FirewallLevel.chosen(NEW_SET, reading.arguments()));
        return Work.of(Step.of("Create the IP set " + name, query))
                .destroyingIf(FirewallNames.hideOneOfTheCluster(reading, "ipset", name));
    }
}
