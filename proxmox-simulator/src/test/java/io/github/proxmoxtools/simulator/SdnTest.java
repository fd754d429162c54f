package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdnTest {
    private static final String ZONES = "/cluster/sdn/zones";
    private static final String VNETS = "/cluster/sdn/vnets";
    private static final String SUBNETS = VNETS + "/vn1/subnets";

    @AutoClose
    private final SimulatedApi api = SimulatedApi.of("9.2");

    @BeforeEach
    void start() throws Exception {
        api.done("POST", ZONES, "zone", "z1", "type", "simple");
        api.done("POST", VNETS, "vnet", "vn1", "zone", "z1");
    }

    @Test
    void subnetsAreNamedByZoneAndRange() throws Exception {
        api.done("POST", SUBNETS, "subnet", "10.5.0.0/24", "type", "subnet", "gateway", "10.5.0.1", "snat", "1");
        Map<String, Object> subnet = api.map(SUBNETS + "/z1-10.5.0.0-24");
        assertEquals("10.5.0.0/24", subnet.get("cidr"));
        assertEquals("24", subnet.get("mask"));
        assertEquals(List.of(), subnet.get("dhcp-range"));
        assertEquals("07dfd974d15d46886b239bf8ac10d88025e9d8c0", subnet.get("digest"));
        assertEquals(List.of(subnet), api.list(SUBNETS));
        assertEquals("500 create sdn subnet object failed: 400 Parameter verification failed.", api.refusal("POST",
                SUBNETS, "subnet", "10.6.0.0/24", "type", "subnet", "gateway", "10.5.0.1"));
    }

    @Test
    void whatIsInUseIsNotDeleted() throws Exception {
        api.done("POST", SUBNETS, "subnet", "10.5.0.0/24", "type", "subnet");
        assertEquals("500 delete sdn zone object failed: zone z1 is used by vnet vn1",
                api.refusal("DELETE", ZONES + "/z1"));
        assertEquals("500 delete sdn vnet object failed: 400 Parameter verification failed.",
                api.refusal("DELETE", VNETS + "/vn1"));
        api.done("DELETE", SUBNETS + "/z1-10.5.0.0-24");
        api.done("DELETE", VNETS + "/vn1");
        api.done("DELETE", ZONES + "/z1");
        assertEquals("500 delete sdn zone object failed: sdn 'z1' does not exist",
                api.refusal("DELETE", ZONES + "/z1"));
    }

    @Test
    void refusalsHaveTheServersTexts() throws Exception {
        assertEquals("500 create sdn zone object failed: sdn zone object ID 'z1' already defined",
                api.refusal("POST", ZONES, "zone", "z1", "type", "simple"));
        assertEquals("500 create sdn vnet object failed: zone 'z9' does not exist",
                api.refusal("POST", VNETS, "vnet", "vn2", "zone", "z9"));
        assertEquals("500 create sdn vnet object failed: 400 Parameter verification failed.",
                api.refusal("POST", VNETS, "vnet", "vn2", "zone", "z1", "tag", "7"));
        assertEquals("500 sdn 'z9' does not exist", api.refusal("GET", ZONES + "/z9"));
    }

    @Test
    void changesWaitUntilTheyAreApplied() throws Exception {
        assertEquals("new", api.list(ZONES, "pending", "1").getFirst().get("state"));
        assertTrue(api.list("/nodes/pve1/sdn/zones").isEmpty());
        assertTrue(String.valueOf(api.done("PUT", "/cluster/sdn")).contains(":reloadnetworkall::"));
        api.pass(Duration.ofMinutes(1));
        assertFalse(api.list(ZONES, "pending", "1").getFirst().containsKey("state"));
        assertEquals("z1", api.column("/nodes/pve1/sdn/zones", "zone"));
        assertEquals("vn1", api.column("/nodes/pve1/sdn/zones/z1/content", "vnet"));

        api.done("PUT", ZONES + "/z1", "mtu", "1400");
        Map<String, Object> zone = api.list(ZONES, "pending", "1").getFirst();
        assertEquals("changed", zone.get("state"));
        assertEquals("1400", String.valueOf(((Map<?, ?>) zone.get("pending")).get("mtu")));
        assertFalse(api.list(ZONES, "running", "1").getFirst().containsKey("mtu"));
        api.done("POST", "/cluster/sdn/rollback");
        assertFalse(api.map(ZONES + "/z1").containsKey("mtu"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4"})
    void olderVersionsHaveNoFabrics(String profile) throws Exception {
        try (SimulatedApi old = SimulatedApi.of(profile)) {
            assertEquals("vnets zones controllers ipams dns", old.column("/cluster/sdn", "id"));
            old.done("POST", ZONES, "zone", "z1", "type", "simple");
            assertEquals("z1", old.column(ZONES, "zone"));
        }
        assertEquals("vnets zones controllers ipams dns fabrics", api.column("/cluster/sdn", "id"));
    }

    @Test
    void whoMayNotSeeANetworkDoesNotFindItListed() throws Exception {
        api.simulator().state().addToken("monitoring@pve", "look", "00000000-0000-4000-8000-000000000001", true)
                .grant("/sdn/zones/z1/vn1", "monitoring@pve!look", "PVESDNAdmin");
        api.done("POST", VNETS, "vnet", "vn2", "zone", "z1");
        try (var client = new RawClient(api.simulator(), "pve1",
                "PVEAPIToken=monitoring@pve!look=00000000-0000-4000-8000-000000000001")) {
            String body = client.get(VNETS).body();
            assertTrue(body.contains("\"vn1\""), body);
            assertFalse(body.contains("\"vn2\""), body);
            assertEquals("{\"data\":[]}", client.get(ZONES).body());
        }
    }

    @Test
    void theServersOwnAddressBookIsAlwaysThere() throws Exception {
        assertEquals(List.of(Map.of("ipam", "pve", "type", "pve", "digest",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709")), api.list("/cluster/sdn/ipams"));
    }

    @Test
    void aNetworkHasAFirewallOfItsOwn() throws Exception {
        String rules = VNETS + "/vn1/firewall/rules";
        api.done("POST", rules, "type", "forward", "action", "ACCEPT", "enable", "1");
        assertEquals("forward", api.column(rules, "type"));
    }
}
