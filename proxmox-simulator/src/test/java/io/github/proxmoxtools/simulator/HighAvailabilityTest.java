package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighAvailabilityTest {
    private static final String RESOURCES = "/cluster/ha/resources";
    private static final String STATUS = "/cluster/ha/status/current";
    private static final Duration LONG = Duration.ofMinutes(2);

    @AutoClose
    private final SimulatedApi api = SimulatedApi.of("9.2");

    @ParameterizedTest
    @ValueSource(strings = {"100", "vm:100"})
    void aResourceIsNamedByNumberOrKind(String sid) throws Exception {
        api.done("POST", RESOURCES, "sid", sid, "state", "stopped", "comment", "x");
        assertEquals("500 create resource failed: resource ID 'vm:100' already defined",
                api.refusal("POST", RESOURCES, "sid", sid));
        Map<String, Object> resource = api.map(RESOURCES + "/vm%3A100");
        assertEquals(api.map(RESOURCES + "/" + sid), resource);
        assertEquals("vm", resource.get("type"));
        assertEquals("d508bc6f60915ece8f853dd4eb23a02c597e13ee", resource.get("digest"));
        api.done("PUT", RESOURCES + "/" + sid, "max_restart", "2", "delete", "comment");
        resource = api.list(RESOURCES).getFirst();
        assertEquals(BigInteger.TWO, resource.get("max_restart"));
        assertFalse(resource.containsKey("comment"));
        api.done("DELETE", RESOURCES + "/" + sid);
        assertEquals("500 cannot delete service 'vm:100', not HA managed!",
                api.refusal("DELETE", RESOURCES + "/" + sid));
    }

    @Test
    void onlyGuestsThatExistAreManaged() throws Exception {
        assertEquals("500 resource 'vm:999' does not exist in cluster",
                api.refusal("POST", RESOURCES, "sid", "vm:999"));
        assertEquals("500 unable do add resource - VM/CT 999 does not exist",
                api.refusal("POST", RESOURCES, "sid", "999"));
        assertEquals("500 no such resource 'ct:200'", api.refusal("GET", RESOURCES + "/ct:200"));
        assertEquals("500 resource 'ct:200' is not HA managed",
                api.refusal("POST", RESOURCES + "/ct:200/migrate", "node", "pve2"));
    }

    @Test
    void theManagerStartsAndStopsGuestsSomeTimeAfterTheRequest() throws Exception {
        assertFalse(api.simulator().state().isRunning(103));
        api.done("POST", RESOURCES, "sid", "vm:103");
        assertEquals("vm:103 (pve2, queued)", service().get("status"));
        api.pass(LONG);
        assertTrue(api.simulator().state().isRunning(103));
        assertEquals("started", service().get("state"));
        assertEquals("root@pam", api.list("/cluster/tasks").getFirst().get("user"));

        api.done("PUT", RESOURCES + "/vm:103", "state", "disabled");
        assertEquals("stopping", service().get("state"));
        assertTrue(api.simulator().state().isRunning(103));
        api.pass(LONG);
        assertFalse(api.simulator().state().isRunning(103));
        assertEquals("disabled", service().get("state"));
        assertEquals("stopped", service().get("crm_state"));
    }

    private Map<String, Object> service() throws Exception {
        return api.list(STATUS).stream().filter(row -> "service".equals(row.get("type"))).findFirst().orElseThrow();
    }

    @Test
    void theStatusNamesMasterAndNodesOnceThereWasSomethingToManage() throws Exception {
        assertEquals("quorum fencing", api.column(STATUS, "id"));
        assertEquals(Map.of("node_status", Map.of()),
                api.map("/cluster/ha/status/manager_status").get("manager_status"));
        api.done("POST", RESOURCES, "sid", "ct:200");
        api.pass(LONG);
        assertEquals("quorum master fencing lrm:pve1 lrm:pve2 lrm:pve3 service:ct:200", api.column(STATUS, "id"));
        Map<String, Object> manager = api.map("/cluster/ha/status/manager_status");
        assertEquals("pve1", ((Map<?, ?>) manager.get("manager_status")).get("master_node"));
        assertTrue(manager.containsKey("lrm_status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "relocate"})
    void guestsMoveToTheNodeThatIsAskedFor(String way) throws Exception {
        api.done("POST", RESOURCES, "sid", "vm:100");
        api.pass(LONG);
        api.done("POST", RESOURCES + "/vm:100/" + way, "node", "pve3");
        assertTrue(api.column("/nodes/pve1/qemu", "vmid").contains("100"));
        api.pass(LONG);
        assertTrue(api.column("/nodes/pve3/qemu", "vmid").contains("100"));
        api.pass(LONG);
        assertTrue(api.simulator().state().isRunning(100));
        assertEquals("pve3", service().get("node"));
    }

    @Test
    void whileHaIsDisarmedNothingIsDone() throws Exception {
        api.done("POST", "/cluster/ha/status/disarm-ha", "resource-mode", "freeze");
        api.done("POST", RESOURCES, "sid", "vm:103");
        api.pass(LONG);
        assertFalse(api.simulator().state().isRunning(103));
        api.done("POST", "/cluster/ha/status/arm-ha");
        api.pass(LONG);
        assertTrue(api.simulator().state().isRunning(103));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4"})
    void olderVersionsHaveGroups(String profile) throws Exception {
        String groups = "/cluster/ha/groups";
        try (SimulatedApi old = SimulatedApi.of(profile)) {
            assertEquals("quorum", old.column(STATUS, "id"));
            old.done("POST", groups, "group", "g1", "nodes", "pve1:2,pve2", "nofailback", "1");
            assertEquals("500 create ha group failed: ha group ID 'g1' already defined",
                    old.refusal("POST", groups, "group", "g1", "nodes", "pve1"));
            assertEquals("500 HA group 'g2' does not exist",
                    old.refusal("POST", RESOURCES, "sid", "100", "group", "g2"));
            old.done("POST", RESOURCES, "sid", "100", "group", "g1");
            assertEquals("500 delete ha group failed: ha group is used by service 'vm:100'",
                    old.refusal("DELETE", groups + "/g1"));
            assertEquals("pve1:2,pve2", old.map(groups + "/g1").get("nodes"));
            assertEquals("501 Method 'GET /cluster/ha/rules' not implemented",
                    old.refusal("GET", "/cluster/ha/rules"));
        }
    }

    @Test
    void version9HasRulesInsteadOfGroups() throws Exception {
        String migrated = ": ha groups have been migrated to rules";
        assertEquals("500 cannot index groups" + migrated, api.refusal("GET", "/cluster/ha/groups"));
        assertEquals("500 cannot create group" + migrated,
                api.refusal("POST", "/cluster/ha/groups", "group", "g1", "nodes", "pve1"));
        assertEquals("500 cannot delete group" + migrated, api.refusal("DELETE", "/cluster/ha/groups/g1"));
        assertEquals("500 invalid parameter 'group'" + migrated,
                api.refusal("POST", RESOURCES, "sid", "vm:100", "group", "g1"));
    }

    @Test
    void rulesAreKeptAndForgetResourcesThatGo() throws Exception {
        String rules = "/cluster/ha/rules";
        assertEquals("500 create ha rule failed: cannot use unmanaged resource(s) vm:100.", api.refusal("POST", rules,
                "rule", "r1", "type", "node-affinity", "resources", "vm:100", "nodes", "pve1"));
        api.done("POST", RESOURCES, "sid", "vm:100");
        api.done("POST", RESOURCES, "sid", "vm:102");
        api.done("POST", rules, "rule", "r1", "type", "node-affinity", "resources", "vm:100", "nodes", "pve1:1");
        assertEquals(Map.of("rule", "r1", "type", "node-affinity", "resources", "vm:100", "nodes", "pve1:1", "order",
                BigInteger.ONE, "digest", "2c95ee905102a736246d23f8398a984e69c58453"), api.map(rules + "/r1"));
        assertEquals("500 create ha rule failed: HA rule 'r1' already defined", api.refusal("POST", rules, "rule",
                "r1", "type", "node-affinity", "resources", "vm:102", "nodes", "pve1"));
        assertEquals("500 create ha rule failed: cannot use non-existant node(s) pve9.", api.refusal("POST", rules,
                "rule", "r2", "type", "node-affinity", "resources", "vm:102", "nodes", "pve9"));
        assertEquals("500 missing value for required option 'nodes'",
                api.refusal("POST", rules, "rule", "r2", "type", "node-affinity", "resources", "vm:102"));
        api.done("POST", rules, "rule", "r2", "type", "resource-affinity", "resources", "vm:100,vm:102", "affinity",
                "negative");
        assertEquals("r2", api.list(rules, "type", "resource-affinity").getFirst().get("rule"));
        api.done("DELETE", RESOURCES + "/vm:100");
        assertEquals("r2", api.column(rules, "rule"));
        assertEquals("vm:102", api.column(rules, "resources"));
        api.done("DELETE", rules + "/r2");
        assertEquals("500 no such ha rule 'r2'", api.refusal("GET", rules + "/r2"));
    }
}
