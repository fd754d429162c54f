package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
    private static final String OPTIONS = "/cluster/options";

    @AutoClose
    private final SimulatedApi api = SimulatedApi.of("9.2");

    @Test
    void optionsAreKeptAndPropertyStringsAreShownTakenApart() throws Exception {
        assertEquals(Map.of("mac_prefix", "BC:24:11", "description", "", "allowed-tags", List.of()), api.map(OPTIONS));
        api.done("PUT", OPTIONS, "keyboard", "de", "description", "hello\n**md**", "migration",
                "type=insecure,network=10.99.99.0/24", "registered-tags", "b;a");
        Map<String, Object> options = api.map(OPTIONS);
        assertEquals("hello\n**md**\n", options.get("description"));
        assertEquals(Map.of("type", "insecure", "network", "10.99.99.0/24"), options.get("migration"));
        assertEquals(List.of("a", "b"), options.get("allowed-tags"));
        api.done("PUT", OPTIONS, "delete", "keyboard,nope");
        assertFalse(api.map(OPTIONS).containsKey("keyboard"));
        assertEquals("400 Parameter verification failed. {console=value 'nope' does not have a value in the"
                + " enumeration 'applet, vv, html5, xtermjs'}", api.refusal("PUT", OPTIONS, "console", "nope"));
    }

    @Test
    void theMacPrefixIsADefaultOnlySinceVersion8() throws Exception {
        try (SimulatedApi old = SimulatedApi.of("7.4")) {
            assertEquals(Map.of("allowed-tags", List.of()), old.map(OPTIONS));
        }
    }

    @Test
    void mappingsOfDirectoriesNameEachNodeOnce() throws Exception {
        String dirs = "/cluster/mapping/dir";
        api.done("POST", dirs, "id", "share", "map", "node=pve1,path=/srv", "map", "node=pve2,path=/srv");
        assertEquals(List.of("node=pve1,path=/srv", "node=pve2,path=/srv"), api.map(dirs + "/share").get("map"));
        assertEquals("500 Node 'pve1' is specified 2 times.", api.refusal("POST", dirs, "id", "twice", "map",
                "node=pve1,path=/srv", "map", "node=pve1,path=/opt"));
        assertEquals("500 create directory mapping failed: dir ID 'share' already defined",
                api.refusal("POST", dirs, "id", "share", "map", "node=pve1,path=/srv"));
        assertEquals("500 mapping 'none' not found", api.refusal("GET", dirs + "/none"));
        assertEquals("No mapping for node pve3.", ((Map<?, ?>) ((List<?>) api
                .list(dirs, "check-node", "pve3").getFirst().get("checks")).getFirst()).get("message"));
        assertEquals("500 update directory mapping failed: detected modified configuration - file changed by other"
                + " user? Try again.",
                api.refusal("PUT", dirs + "/share", "map", "node=pve1,path=/opt", "digest", "0".repeat(40)));
        api.done("PUT", dirs + "/share", "map", "node=pve1,path=/opt", "description", "all");
        assertEquals("all", api.column(dirs, "description"));
        api.done("DELETE", dirs + "/share");
        api.done("DELETE", dirs + "/share");
        assertTrue(api.list(dirs).isEmpty());
    }

    @Test
    void secretsOfMetricServersAndDirectoriesAreNotGivenOut() throws Exception {
        api.done("POST", "/cluster/metrics/server/influx", "type", "influxdb", "server", "127.0.0.1", "port", "8086",
                "token", "s3cret");
        assertFalse(api.map("/cluster/metrics/server/influx").containsKey("token"));
        api.done("POST", "/access/domains", "realm", "corp", "type", "ldap", "base_dn", "dc=x", "server1", "127.0.0.1",
                "user_attr", "uid", "bind_dn", "cn=reader", "password", "s3cret");
        assertEquals("cn=reader", api.map("/access/domains/corp").get("bind_dn"));
        assertFalse(api.map("/access/domains/corp").containsKey("password"));
    }

    @Test
    void metricServersAreAddedUnderTheirName() throws Exception {
        String servers = "/cluster/metrics/server";
        api.done("POST", servers + "/graphite", "type", "graphite", "server", "127.0.0.1", "port", "2003");
        assertEquals("500 Metric server 'graphite' already exists", api.refusal("POST", servers + "/graphite", "type",
                "graphite", "server", "127.0.0.1", "port", "2003"));
        assertEquals(List.of(Map.of("id", "graphite", "type", "graphite", "server", "127.0.0.1", "port",
                BigInteger.valueOf(2003), "disable", BigInteger.ZERO)), api.list(servers));
        assertEquals("500 unable to delete required option 'server'",
                api.refusal("PUT", servers + "/graphite", "server", "a", "port", "1", "delete", "server"));
        api.done("PUT", servers + "/graphite", "server", "10.0.0.1", "port", "2004", "disable", "1");
        assertEquals("10.0.0.1", api.map(servers + "/graphite").get("server"));
        assertEquals("500 status server entry 'none' does not exist", api.refusal("GET", servers + "/none"));
        api.done("DELETE", servers + "/graphite");
        assertTrue(api.list(servers).isEmpty());
    }

    @Test
    void membersTellHowOthersJoin() throws Exception {
        assertEquals("pve1 pve2 pve3", api.column("/cluster/config/nodes", "name"));
        Map<String, Object> join = api.map("/cluster/config/join");
        assertEquals("pve1", join.get("preferred_node"));
        assertEquals(3, ((List<?>) join.get("nodelist")).size());
        try (SimulatedApi alone = SimulatedApi.standalone()) {
            assertEquals("424 node is not in a cluster, no join info available!",
                    alone.refusal("GET", "/cluster/config/join"));
            assertEquals(List.of(), alone.list("/cluster/config/nodes"));
        }
    }

    @Test
    void theLogTellsOfTasks() throws Exception {
        String upid = String.valueOf(api.done("POST", "/nodes/pve2/qemu/107/status/start"));
        List<Map<String, Object>> log = api.list("/cluster/log", "max", "2");
        assertEquals("end task " + upid + ": VM is locked (backup)", log.get(0).get("msg"));
        assertEquals(BigInteger.valueOf(3), log.get(0).get("pri"));
        assertEquals("starting task " + upid, log.get(1).get("msg"));
    }
}
