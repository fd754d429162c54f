package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.state.Firewall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Security groups: rules under a name, for all levels to use. */
final class FirewallGroupHandlers {
    private static final String PATH = "/cluster/firewall/groups";

    private FirewallGroupHandlers() {}

    static void register(Registry registry) {
        registry.get(PATH, call -> FirewallIpSetHandlers.named("group", groups(call)));
        registry.post(PATH, call -> FirewallIpSetHandlers.create(call, "group", "Security group", groups(call)));
        registry.delete(PATH + "/{group}", FirewallGroupHandlers::delete);
        new FirewallRuleHandlers(FirewallRuleCheck.ofGroups(), FirewallGroupHandlers::require).registerAt(registry,
                PATH + "/{group}");
    }

    private static Map<String, Firewall.Entries> groups(Call call) {
        return FirewallLevel.CLUSTER.firewall(call).groups();
    }

    private static Firewall.Entries require(Call call) {
        String name = call.params().get("group");
        Firewall.Entries rules = groups(call).get(name);
        if (rules == null) {
            throw ApiError.died("no such security group '" + name + "'");
        }
        return rules;
    }

    private static @Nullable Object delete(Call call) {
        if (!require(call).all().isEmpty()) {
            throw ApiError.died("Security group '" + call.params().get("group") + "' is not empty");
        }
        groups(call).remove(call.params().get("group"));
        return null;
    }
}
