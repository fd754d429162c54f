package io.github.proxmoxtools.simulator.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which endpoints are simulated, and by what. */
final class Registry {
    private final Map<String, Handler> handlers = new TreeMap<>();

    static Registry complete() {
        var registry = new Registry();
        ClusterHandlers.register(registry);
        NodeHandlers.register(registry);
        TaskHandlers.register(registry);
        GuestHandlers.register(registry);
        GuestPowerHandlers.register(registry);
        GuestConfigHandlers.register(registry);
        SnapshotHandlers.register(registry);
        GuestRegistration.register(registry);
        StorageHandlers.register(registry);
        StorageStatusHandlers.register(registry);
        ContentHandlers.register(registry);
        VolumeHandlers.register(registry);
        PruneHandlers.register(registry);
        BackupHandlers.register(registry);
        NodeRegistry.register(registry);
        UploadHandlers.register(registry);
        UserHandlers.register(registry);
        TokenHandlers.register(registry);
        GroupHandlers.register(registry);
        RoleHandlers.register(registry);
        AclHandlers.register(registry);
        RealmHandlers.register(registry);
        SecondFactorHandlers.register(registry);
        LoginHandlers.register(registry);
        PoolHandlers.register(registry);
        FirewallHandlers.register(registry);
        DatacenterHandlers.register(registry);
        JobHandlers.register(registry);
        MappingArea.registerAll(registry);
        ClusterAreas.register(registry);
        MembershipHandlers.register(registry);
        HaHandlers.register(registry);
        ReplicationHandlers.register(registry);
        SdnHandlers.register(registry);
        AcmeHandlers.register(registry);
        NotificationHandlers.register(registry);
        return registry;
    }

    void get(String template, Handler handler) {
        add("GET", template, handler);
    }

    void post(String template, Handler handler) {
        add("POST", template, handler);
    }

    void put(String template, Handler handler) {
        add("PUT", template, handler);
    }

    void delete(String template, Handler handler) {
        add("DELETE", template, handler);
    }

    Optional<Handler> find(String method, String template) {
        return Optional.ofNullable(handlers.get(key(method, template)));
    }

    /** Method and template of every endpoint, sorted. */
    List<String> endpoints() {
        return List.copyOf(handlers.keySet());
    }

    private void add(String method, String template, Handler handler) {
        if (handlers.put(key(method, template), handler) != null) {
            throw new IllegalStateException("Registered twice: " + key(method, template));
        }
    }

    private static String key(String method, String template) {
        return method + " " + template;
    }
}
