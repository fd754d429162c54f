package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.infra.FirewallLevel.exceptOnNodes;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.TextForm;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.Map;
import java.util.stream.Stream;

/** Names for addresses and networks. */
final class FirewallAliases {
    /** What aliases and IP sets may be called. */
    static final TextForm NAME_FORM = new TextForm("[A-Za-z][A-Za-z0-9\\-_]+",
            "a letter, then letters, digits, hyphens and underscores", "office");
    static final int LONGEST_NAME = 64;
    /** Stands behind a rule, alias or set in a file of lines: a line feed in it would be the next rule. */
    static final Param<String> COMMENT = text("comment", "").pattern("[^\\p{Cntrl}]*", "one line of text", "the office")
            .optional();
    private static final Param<String> NAME = text("name", "").pattern(NAME_FORM).max(LONGEST_NAME);
    private static final Param<String> CIDR = text("cidr", "An address or network, such as 10.0.0.0/24.");

    private static final Endpoint[] ALIASES = exceptOnNodes(Endpoint::get, "/aliases");
    private static final Endpoint[] NEW_ALIAS = exceptOnNodes(Endpoint::post, "/aliases", NAME, CIDR, COMMENT);
    private static final Endpoint[] OLD_ALIAS = exceptOnNodes(Endpoint::delete, "/aliases/{name}", NAME);

    static final Tool LIST = Tool.reads("proxmox_firewall_aliases")
            .command("firewall", "alias", "list")
            .title("List Firewall Aliases")
            .description("Lists the names that firewall rules may use for addresses and networks, of the cluster or "
                    + "of a guest; nodes have none.")
            .chooses(ALIASES)
            .acceptsOlderForms(FirewallLevel::olderFormsExceptNodes)
            .showsForeignText()
            .returnsList(plain("name"), plain("cidr"), plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_firewall_alias_create")
            .command("firewall", "alias", "create")
            .title("Create Firewall Alias")
            .description("Names an address or network, for rules to use. Confirmed are a guest's name that hides one "
                    + "of the cluster from its rules, and the cluster's local_network, from where nodes are managed.")
            .calls(Stream.of(FirewallNames.REFERENCES, NEW_ALIAS).flatMap(Stream::of).toArray(Endpoint[]::new))
            .takes(NAME, CIDR, COMMENT, FirewallLevel.LEVEL_WITHOUT_NODES, FirewallLevel.NODE.optional(),
                    GuestInput.VMID.optional())
            .runs(FirewallAliases::create)
            .destroysWhen(FirewallNames.movesTheLocalNetwork(NAME))
            .acceptsOlderForms(FirewallLevel::olderFormsExceptNodes)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_firewall_alias_delete")
            .command("firewall", "alias", "delete")
            .title("Delete Firewall Alias")
            .description("Deletes an alias. Rules that name it do nothing from then on.")
            .calls(Stream.of(ALIASES, OLD_ALIAS).flatMap(Stream::of).toArray(Endpoint[]::new))
            .takes(NAME, FirewallLevel.LEVEL_WITHOUT_NODES, FirewallLevel.NODE.optional(), GuestInput.VMID.optional())
            .runs(FirewallAliases::delete)
            .acceptsOlderForms(FirewallLevel::olderFormsExceptNodes)
            .returnsNothing();

    private FirewallAliases() {}

    private static Work create(Reading reading) {
        String name = reading.arguments().get(NAME);
        Query query = Query.of(FirewallLevel.chosen(NEW_ALIAS, reading.arguments()));
        return Work.of(Step.of("Create the alias " + name, query))
                .destroyingIf(FirewallNames.hideOneOfTheCluster(reading, "alias", name));
    }

    /** Proxmox VE says yes to deleting what is not there. */
    private static Work delete(Reading reading) {
        Arguments arguments = reading.arguments();
        String name = arguments.get(NAME);
        Data alias = reading.read(Query.of(FirewallLevel.chosen(ALIASES, arguments))).items().stream()
                .filter(row -> row.at("name").text().filter(name::equalsIgnoreCase).isPresent()).findFirst()
                .orElseThrow(() -> absent(name));
        Query query = Query.of(FirewallLevel.chosen(OLD_ALIAS, arguments));
        return Work.of(Step.of("Delete the alias " + name, alias.at("digest").text()
                .map(digest -> query.with("digest", digest)).orElse(query)));
    }

    private static InvalidCall absent(String name) {
        String message = "there is no alias '" + name + "' here";
        return new InvalidCall(FailureKind.NOT_FOUND, NAME.name() + ": " + message, "List the aliases of this level.",
                Map.of(NAME.name(), message));
    }
}
