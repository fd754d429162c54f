package io.github.proxmoxtools.simulator.api;

/** What is simulated of a node's own system. */
final class NodeRegistry {
    private NodeRegistry() {}

    static void register(Registry registry) {
        DownloadHandlers.register(registry);
        NetworkHandlers.register(registry);
        SettingsHandlers.register(registry);
        ServiceHandlers.register(registry);
    }
}
