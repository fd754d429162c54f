package io.github.proxmoxtools.client.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
    private static final Map<String, String> CLONE = Map.of("vmid", "100", "newid", "200");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GET | /version | every user who is logged in",
            "POST | /access/ticket | everyone, even without a login",
            "GET | /nodes/{node}/qemu/{vmid}/config | VM.Audit on /vms/{vmid}",
            "GET | /nodes/{node}/storage/{storage}/status | Datastore.Audit or Datastore.AllocateSpace on /storage/{storage}",
            "POST | /nodes/{node}/qemu/{vmid}/clone | VM.Clone on /vms/{vmid} and (VM.Allocate on /vms/{newid} or VM.Allocate on /pool/{pool} if pool is given)",
            "PUT | /access/acl | Permissions.Modify on {path}"})
    void readsLikeASentence(String method, String path, String expected) {
        assertEquals(expected, permission(method, path).toString());
    }

    @Test
    void judgesATree() {
        Permission clone = permission("POST", "/nodes/{node}/qemu/{vmid}/clone");
        assertTrue(clone.allows(user("/vms/100 VM.Clone", "/vms/200 VM.Allocate"), CLONE));
        assertFalse(clone.allows(user("/vms/100 VM.Clone"), CLONE));
        assertFalse(clone.allows(user("/vms/100 VM.Clone", "/pool/{pool} VM.Allocate"), CLONE));
        Map<String, String> intoPool = Map.of("vmid", "100", "newid", "200", "pool", "dev");
        assertTrue(clone.allows(user("/vms/100 VM.Clone", "/pool/dev VM.Allocate"), intoPool));
    }

    @Test
    void rootMayEverythingAndNobodyOnlyWhatIsOpen() {
        Permission monitor = permission("POST", "/cluster/config");
        assertEquals(new Permission.RootOnly(), monitor);
        assertTrue(monitor.allows(new Known(Optional.of("root@pam"), true, Set.of()), Map.of()));
        assertFalse(monitor.allows(user(), Map.of()));
        Known nobody = new Known(Optional.empty(), false, Set.of());
        assertTrue(permission("GET", "/access/domains").allows(nobody, Map.of()));
        assertFalse(permission("GET", "/version").allows(nobody, Map.of()));
    }

    @Test
    void usersMayLookAtThemselves() {
        Permission tokens = permission("GET", "/access/users/{userid}/token");
        assertTrue(tokens.allows(user(), Map.of("userid", "alice@pve")));
        assertFalse(tokens.allows(user(), Map.of("userid", "bob@pve")));
        assertTrue(tokens.allows(user("/access/groups/ops User.Modify"), Map.of("userid", "bob@pve")));
    }

    private static Permission permission(String method, String path) {
        return ApiIndex.of("9.2").method(method, path).orElseThrow().permission();
    }

    private static Known user(String... rights) {
        return new Known(Optional.of("alice@pve"), false, Set.of(rights));
    }

    private record Known(Optional<String> userid, boolean isRoot, Set<String> rights) implements Permission.Caller {
        @Override
        public boolean holds(String aclPath, String privilege) {
            return rights.contains(aclPath + " " + privilege);
        }

        @Override
        public List<String> groupsOf(String user) {
            return user.equals("bob@pve") ? List.of("ops") : List.of();
        }
    }
}
