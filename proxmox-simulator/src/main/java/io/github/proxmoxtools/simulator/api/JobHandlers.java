package io.github.proxmoxtools.simulator.api;

/** What happens by schedule. */
final class JobHandlers {
    private JobHandlers() {}

    static void register(Registry registry) {
        registry.get("/cluster/jobs", call -> call.cluster().profile().isBefore(8)
                ? Directory.of("subdir", "schedule-analyze")
                : Directory.of("subdir", "schedule-analyze", "realm-sync"));
        registry.get("/cluster/jobs/schedule-analyze", Schedules::analyze);
        new RealmSyncArea().register(registry);
        BackupJobHandlers.register(registry);
    }
}
