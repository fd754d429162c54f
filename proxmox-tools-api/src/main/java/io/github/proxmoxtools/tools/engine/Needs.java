package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.HttpMethod;
import io.github.proxmoxtools.client.index.ApiMethod;
import io.github.proxmoxtools.client.index.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call needs, also where the schema lets in everybody who is logged in and the server checks while it runs.
 *
 * <p>Of such calls the official documentation says in words what they need: without it they are refused, with it they
 * can still ask for more, such as space on a storage.
 */
public final class Needs {
    /** Stands for what nobody can tell beforehand. */
    public static final String DECIDED_BY_SERVER = "decided by the server when it runs";

    private static final Map<String, Permission> IN_WORDS = inWords();
    /** Everybody may stop what they started. */
    private static final Map<String, Permission> ENOUGH = Map.of("DELETE /nodes/{node}/tasks/{upid}",
            on("/nodes/{node}", "Sys.Modify"));

    private Needs() {}

    /**
     * Tells it for people.
     *
     * @param method a call
     * @return such as {@code VM.Audit on /vms/{vmid}}
     */
    public static String words(ApiMethod method) {
        return of(method).map(Permission::toString)
                .or(() -> enough(method).map(permission -> permission + ", else " + DECIDED_BY_SERVER))
                .orElse(DECIDED_BY_SERVER);
    }

    /** What must be held at least; empty where only the server knows. */
    static Optional<Permission> of(ApiMethod method) {
        return isDecidedLater(method)
                ? Optional.ofNullable(IN_WORDS.get(method.toString()))
                : Optional.of(method.permission());
    }

    /** With what the server lets through a call of which it is not known what it needs at least. */
    static Optional<Permission> enough(ApiMethod method) {
        return isDecidedLater(method) ? Optional.ofNullable(ENOUGH.get(method.toString())) : Optional.empty();
    }

    static boolean isDecidedLater(ApiMethod method) {
        return !method.httpMethod().equals(HttpMethod.GET.name())
                && method.permission() instanceof Permission.AnyUser;
    }

    private static Map<String, Permission> inWords() {
        Map<String, Permission> all = new HashMap<>();
        all.put("POST /nodes/{node}/qemu", newGuest("archive"));
        all.put("POST /nodes/{node}/lxc", newGuest("restore"));
        addBackups(all);
        addGuestsTogether(all);
        addReplication(all);
        addVnets(all);
        return Map.copyOf(all);
    }

    /** Whoever may back up a guest may also restore it. */
    private static Permission newGuest(String restores) {
        return new Permission.Any(
                List.of(on("/vms/{vmid}", "VM.Allocate"), given("pool", "/pool/{pool}", "VM.Allocate"),
                        given(restores, "/vms/{vmid}", "VM.Backup")));
    }

    private static void addBackups(Map<String, Permission> all) {
        Permission manage = on("/storage/{storage}", "Datastore.Allocate");
        Permission store = on("/storage/{storage}", "Datastore.AllocateSpace");
        all.put("POST /nodes/{node}/vzdump",
                new Permission.All(List.of(on("/vms/{guest}", "VM.Backup"), store)));
        all.put("DELETE /nodes/{node}/storage/{storage}/content/{volume}", new Permission.Any(List.of(manage,
                new Permission.All(List.of(store, on("/vms/{guest}", "VM.Backup"))))));
        all.put("DELETE /nodes/{node}/storage/{storage}/prunebackups", new Permission.Any(List.of(manage,
                new Permission.All(List.of(store, given("vmid", "/vms/{vmid}", "VM.Backup"))))));
    }

    private static void addGuestsTogether(Map<String, Permission> all) {
        for (String call : List.of("/nodes/{node}/startall", "/nodes/{node}/stopall", "/nodes/{node}/suspendall",
                "/cluster/bulk-action/guest/start", "/cluster/bulk-action/guest/shutdown",
                "/cluster/bulk-action/guest/suspend")) {
            all.put("POST " + call, onAllOrListed("VM.PowerMgmt"));
        }
        for (String call : List.of("/nodes/{node}/migrateall", "/cluster/bulk-action/guest/migrate")) {
            all.put("POST " + call, onAllOrListed("VM.Migrate"));
        }
    }

    private static Permission onAllOrListed(String privilege) {
        return new Permission.Any(List.of(on("/", privilege), given("vms", "/vms/{guest}", privilege)));
    }

    private static void addReplication(Map<String, Permission> all) {
        for (String call : List.of("POST /cluster/replication", "PUT /cluster/replication/{id}",
                "DELETE /cluster/replication/{id}", "POST /nodes/{node}/replication/{id}/schedule_now")) {
            all.put(call, on("/vms/{guest}", "VM.Replicate"));
        }
    }

    private static void addVnets(Map<String, Permission> all) {
        for (String call : List.of("PUT ", "DELETE ", "PUT /firewall/options", "POST /firewall/rules",
                "PUT /firewall/rules/{pos}", "DELETE /firewall/rules/{pos}", "POST /subnets", "PUT /subnets/{subnet}",
                "DELETE /subnets/{subnet}")) {
            all.put(call.replace(" ", " /cluster/sdn/vnets/{vnet}"), on("/sdn/zones/{zone}/{vnet}", "SDN.Allocate"));
        }
    }

    private static Permission on(String path, String privilege) {
        return new Permission.Privileges(path, List.of(privilege), false, Optional.empty());
    }

    private static Permission given(String parameter, String path, String privilege) {
        return new Permission.Privileges(path, List.of(privilege), false, Optional.of(parameter));
    }
}
