package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.flag;
import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.delete;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Endpoint.post;
import static io.github.proxmoxtools.tools.spi.Param.list;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Patterns;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.List;
import java.util.Optional;

/** Nodes that HA prefers for a guest: groups until Proxmox VE 8, rules of node affinity since 9. */
final class HaGroups {
    private static final String WITH_RULES = "9.0";
    private static final Param<String> GROUP = text("group", "On PVE 9 the rule's name.").pattern(Patterns.CONFIG_ID);
    private static final Param<List<String>> NODES = list("nodes",
            "Nodes, each with a priority if wanted: pve1:2, pve2:1.");
    private static final Param<List<String>> RESOURCES = list("resources",
            "Needed on PVE 9, where a rule names its resources: vm:100, ct:101.").since(WITH_RULES).optional();
    private static final Param<Boolean> RESTRICTED = Param.flag("restricted",
            "Only these nodes, even if all of them are down (strict on PVE 9).");
    private static final Param<Boolean> NOFAILBACK = Param.flag("nofailback", "Stay where recovered, up to PVE 8.");
    private static final Param<String> COMMENT = text("comment", "").max(HaResources.LONGEST_COMMENT).optional();

    private static final Endpoint GROUPS = get("/cluster/ha/groups").until(WITH_RULES);
    private static final Endpoint RULES = get("/cluster/ha/rules").since(WITH_RULES);
    private static final Endpoint NEW_GROUP = post("/cluster/ha/groups", GROUP, NODES, RESTRICTED, NOFAILBACK, COMMENT)
            .until(WITH_RULES);
    private static final Endpoint NEW_RULE = post("/cluster/ha/rules", NODES, RESOURCES, COMMENT)
            .with("type", "node-affinity").since(WITH_RULES);
    private static final Endpoint OLD_GROUP = delete("/cluster/ha/groups/{group}", GROUP).until(WITH_RULES);
    private static final Endpoint OLD_RULE = delete("/cluster/ha/rules/{rule}").since(WITH_RULES);

    static final Tool LIST = Tool.reads("proxmox_ha_groups_list")
            .command("ha", "group", "list")
            .title("List HA Groups")
            .description("Lists the HA groups; on PVE 9, which has none, the HA rules that replaced them.")
            .calls(GROUPS, RULES)
            .runs(HaGroups::all)
            .showsForeignText()
            .returnsList(plain("group"), plain("rule"), plain("type"), plain("nodes"), plain("resources"),
                    plain("affinity"), flag("restricted"), flag("strict"), flag("nofailback"), flag("disable"),
                    plain("comment"));

    static final Tool CREATE = Tool.changes("proxmox_ha_group_create")
            .command("ha", "group", "create")
            .title("Create HA Group")
            .description("Names the nodes that HA prefers; on PVE 9, which has no groups, as a rule of node affinity, "
                    + "which needs resources: HA may then move them at once, while they run.")
            .calls(NEW_GROUP, NEW_RULE)
            .takes(GROUP, NODES, RESOURCES, RESTRICTED, NOFAILBACK, COMMENT)
            .runs(HaGroups::create)
            .destroysWhen(RESOURCES)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_ha_group_delete")
            .command("ha", "group", "delete")
            .title("Delete HA Group")
            .description("Deletes an HA group that no resource uses; on PVE 9 the HA rule of that name.")
            .calls(OLD_GROUP, OLD_RULE)
            .takes(GROUP)
            .runs(HaGroups::remove)
            .returnsNothing();

    private HaGroups() {}

    private static boolean hasRules(Reading reading) {
        return NEW_RULE.versions().include(reading.version());
    }

    private static Work all(Reading reading) {
        if (!hasRules(reading)) {
            return Work.done(reading.read(Query.of(GROUPS)).raw());
        }
        reading.note("Proxmox VE 9 has no HA groups: these are the HA rules that replaced them.");
        return Work.done(reading.read(Query.of(RULES)).raw());
    }

    private static Work create(Reading reading) {
        if (!hasRules(reading)) {
            return Work.of(Step.of("Create the HA group", Query.of(NEW_GROUP)));
        }
        Arguments arguments = reading.arguments();
        refuseWhatRulesDoNotHave(arguments);
        Query rule = Query.of(NEW_RULE).with("rule", arguments.get(GROUP));
        Optional<Boolean> restricted = arguments.find(RESTRICTED);
        return Work.of(Step.of("Create the HA rule",
                restricted.isPresent() ? rule.with("strict", restricted.get()) : rule));
    }

    private static void refuseWhatRulesDoNotHave(Arguments arguments) {
        if (arguments.find(NOFAILBACK).orElse(false)) {
            throw InvalidCall.argument(NOFAILBACK.name(), "Proxmox VE 9 has no groups, and keeps this per resource: "
                    + "leave it out here, and give each resource failback=0");
        }
        if (arguments.find(RESOURCES).isEmpty()) {
            throw InvalidCall.argument(RESOURCES.name(), "Proxmox VE 9 has no groups; the equivalent rule of node "
                    + "affinity names the resources it is for: give those that HA manages, such as vm:100,ct:101");
        }
    }

    private static Work remove(Reading reading) {
        return Work.of(hasRules(reading)
                ? Step.of("Delete the HA rule", Query.of(OLD_RULE).with("rule", reading.arguments().get(GROUP)))
                : Step.of("Delete the HA group", Query.of(OLD_GROUP)));
    }
}
