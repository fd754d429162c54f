package io.github.proxmoxtools.simulator.api;

import java.util.Optional;

/** High availability. */
final class HaHandlers {
    static final int WITHOUT_GROUPS = 9;

    private HaHandlers() {}

    static void register(Registry registry) {
        registry.get("/cluster/ha", call -> hasRules(call)
                ? Directory.of("id", "status", "resources", "groups", "rules")
                : Directory.of("id", "status", "resources", "groups"));
        new HaResourceArea().register(registry);
        HaResourceArea.registerMoves(registry);
        new HaGroupArea().register(registry);
        new HaRuleArea().register(registry);
        String status = "/cluster/ha/status";
        registry.get(status, call -> hasRules(call)
                ? Directory.of("name", "current", "manager_status", "disarm-ha", "arm-ha")
                : Directory.of("name", "current", "manager_status"));
        registry.get(status + "/current", HaStatus::current);
        registry.get(status + "/manager_status", HaStatus::manager);
        registry.post(status + "/arm-ha", call -> {
            call.cluster().highAvailability().disarm(Optional.empty());
            return null;
        });
        registry.post(status + "/disarm-ha", call -> {
            call.cluster().highAvailability().disarm(call.params().find("resource-mode"));
            return null;
        });
    }

    /** Since version 9 rules stand where groups stood. */
    static boolean hasRules(Call call) {
        return !call.cluster().profile().isBefore(WITHOUT_GROUPS);
    }
}
