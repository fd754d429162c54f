package io.github.proxmoxtools.simulator.api;

/** What is simulated of a node's own system. */
final class NodeRegistry {
    private NodeRegistry() {}

    static void register(Registry registry) {
        DownloadHandlers.register(registry);
        NetworkHandlers.register(registry);
        SettingsHandlers.register(registry);
        ServiceHandlers.register(registry);
        JournalHandlers.register(registry);
        AptHandlers.register(registry);
        HardwareHandlers.register(registry);
        ScanHandlers.register(registry);
        DiskHandlers.register(registry);
        CertificateHandlers.register(registry);
        NodeFiguresHandlers.register(registry);
        NodePowerHandlers.register(registry);
        BulkHandlers.register(registry);
        ConsoleHandlers.register(registry);
        ExecuteHandler.register(registry);
    }
}
