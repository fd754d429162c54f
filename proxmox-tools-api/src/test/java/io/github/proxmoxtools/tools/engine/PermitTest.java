package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.proxmoxtools.client.Credentials;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan says whether the login that made it may do it. */
class PermitTest {
    private static final String SECRET = "11111111-2222-3333-4444-555555555555";

    @AutoClose
    private final Lab lab = new Lab();
    @AutoClose
    private final Engine agent = Engine.builder(LabTools.catalog(), () -> SimulatedEngine
            .clientOf(lab.simulator, new Credentials.ApiToken("automation@pve!agent", SECRET)).build()).build();

    @BeforeEach
    void addLogin() {
        lab.simulator.state().addUser("automation@pve", "a password").addToken("automation@pve", "agent", SECRET,
                false);
        allow("/vms/100", "PVEVMUser");
    }

    private void allow(String path, String role) {
        lab.confirmed(LabTools.RAW, Map.of("method", "PUT", "path", "/access/acl", "params",
                Map.of("path", path, "roles", role, "users", "automation@pve")));
    }

    private Plan plan(String method, String path, Map<String, Object> params) {
        return agent.plan(ToolCall.of(LabTools.RAW, Map.of("method", method, "path", path, "params", params)));
    }

    @Test
    void whatItMayDoLacksNothing() {
        Plan plan = plan("POST", "/nodes/pve1/qemu/100/status/start", Map.of());
        assertEquals(Optional.of(List.of()), plan.missing());
        assertEquals(true, plan.toMap().get("permitted"));
    }

    @Test
    void whatItMayNotDoNamesThePrivilege() {
        Plan plan = plan("DELETE", "/nodes/pve1/qemu/100", Map.of());
        assertEquals(Optional.of(List.of("VM.Allocate on /vms/100")), plan.missing());
        assertEquals(false, plan.toMap().get("permitted"));
        assertEquals(List.of("VM.Allocate on /vms/100"), plan.toMap().get("missing"));
    }

    @Test
    void whatTheServerFindsOutOnItsWayIsNotPromised() {
        String task = "/nodes/pve1/tasks/UPID:pve1:00000001:00000002:00000003:vzdump:100:root@pam:";
        Plan plan = plan("DELETE", task, Map.of());
        assertEquals(Optional.empty(), plan.permitted());
        assertEquals(List.of("Sys.Modify on /nodes/pve1, else decided by the server when it runs"), plan.privileges());
        allow("/nodes", "Administrator");
        assertEquals(Optional.of(true), plan("DELETE", task, Map.of()).permitted());
        assertEquals(Optional.of(true), plan("GET", "/nodes", Map.of()).permitted());
    }

    /** Without it the server refuses; with it, it may still ask for more, such as space on a storage. */
    @Test
    void whatIsOnlySaidInWordsIsMissingOrNotPromised() {
        Plan plan = plan("POST", "/nodes/pve1/qemu", Map.of("vmid", 999));
        assertEquals(Optional.of(false), plan.permitted());
        assertEquals(List.of("VM.Allocate on /vms/999 or VM.Allocate on /pool/{pool} if pool is given or "
                + "VM.Backup on /vms/999 if archive is given", "what Proxmox VE finds out while it does it"),
                plan.privileges());
        allow("/vms/999", "PVEVMAdmin");
        assertEquals(Optional.empty(), plan("POST", "/nodes/pve1/qemu", Map.of("vmid", 999)).permitted());
    }

    @Test
    void placeholdersAreFilledFromWhatIsSentToo() {
        assertEquals(List.of("Permissions.Modify on /vms/100"),
                plan("PUT", "/access/acl", Map.of("path", "/vms/100", "roles", "PVEAuditor")).privileges());
    }

    @Test
    void anotherGuestIsAnotherMatter() {
        assertEquals(Optional.of(false), plan("POST", "/nodes/pve2/qemu/103/status/start", Map.of()).permitted());
        allow("/vms", "PVEVMAdmin");
        assertEquals(Optional.of(true), plan("POST", "/nodes/pve2/qemu/103/status/start", Map.of()).permitted());
    }

    @Test
    void whatOnlyRootMayDoIsNotPermittedToATokenOfAnybodyElse() {
        assertEquals(Optional.of(List.of("root@pam only")),
                plan("POST", "/cluster/config", Map.of("clustername", "x")).missing().map(PermitTest::root));
    }

    private static List<String> root(List<String> missing) {
        return missing.stream().filter("root@pam only"::equals).toList();
    }

    @Test
    void nobodyKnowsWhereThePrivilegesCannotBeRead() {
        lab.simulator.faults().always("GET", "/access/permissions", Fault.status(500, "no"));
        Plan plan = plan("POST", "/nodes/pve1/qemu/100/status/start", Map.of());
        assertEquals(Optional.empty(), plan.permitted());
        assertFalse(plan.toMap().containsKey("permitted"));
    }
}
