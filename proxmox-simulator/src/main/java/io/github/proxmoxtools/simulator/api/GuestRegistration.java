package io.github.proxmoxtools.simulator.api;

/** Everything below guests that is more than their lists, power, configuration and snapshots. */
final class GuestRegistration {
    private GuestRegistration() {}

    static void register(Registry registry) {
        GuestCreation.register(registry);
        GuestCloneHandlers.register(registry);
        GuestTemplateHandlers.register(registry);
        GuestDiskHandlers.register(registry);
        GuestMoveHandlers.register(registry);
        GuestMigrateHandlers.register(registry);
        GuestAgentHandlers.register(registry);
        GuestAgentFiles.register(registry);
        GuestConsoleHandlers.register(registry);
        GuestCloudInitHandlers.register(registry);
        GuestFigureHandlers.register(registry);
    }
}
