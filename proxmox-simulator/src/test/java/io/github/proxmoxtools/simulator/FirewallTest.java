package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Firewalls keep what they are told, on every level. */
class FirewallTest {
    private static final String CLUSTER = "/cluster/firewall";
    private static final String BAD = "400 Parameter verification failed. ";

    @AutoClose
    private final SimulatedApi api = SimulatedApi.of("9.2");

    @ParameterizedTest
    @ValueSource(strings = {"/cluster/firewall/rules", "/cluster/firewall/groups/web", "/nodes/pve1/firewall/rules",
            "/nodes/pve1/qemu/100/firewall/rules", "/nodes/pve1/lxc/200/firewall/rules"})
    void aNewRuleComesFirstAndIsOff(String rules) throws Exception {
        api.done("POST", CLUSTER + "/groups", "group", "web");
        api.done("POST", rules, "type", "in", "action", "ACCEPT", "proto", "tcp", "dport", "22", "enable", "1");
        api.done("POST", rules, "type", "in", "action", "DROP", "pos", "1");

        List<Map<String, Object>> listed = api.list(rules);
        assertEquals("DROP", listed.get(0).get("action"));
        assertEquals(BigInteger.ZERO, listed.get(0).get("enable"));
        assertEquals(BigInteger.ONE, listed.get(1).get("pos"));
        assertEquals("22", listed.get(1).get("dport"));
        assertEquals("1", api.map(rules + "/1").get("pos"));
    }

    @Test
    void aCommentIsKeptWithoutTheSpacesAroundIt() throws Exception {
        String rules = CLUSTER + "/rules";
        api.done("POST", rules, "type", "in", "action", "DROP", "comment", "  why not ");
        assertEquals("why not", api.column(rules, "comment"));
        api.done("PUT", rules + "/0", "comment", "  ");
        assertFalse(api.map(rules + "/0").containsKey("comment"));
    }

    @Test
    void rulesAreChangedMovedAndDeleted() throws Exception {
        String rules = CLUSTER + "/rules";
        for (String comment : List.of("c", "b", "a")) {
            api.done("POST", rules, "type", "in", "action", "DROP", "comment", comment);
        }
        api.done("PUT", rules + "/0", "moveto", "3");
        assertEquals("b c a", api.column(rules, "comment"));
        api.done("PUT", rules + "/1", "action", "REJECT", "delete", "comment");
        Map<String, Object> changed = api.map(rules + "/1");
        assertEquals("REJECT", changed.get("action"));
        assertFalse(changed.containsKey("comment"));

        String stale = "0000000000000000000000000000000000000000";
        assertEquals("500 detected modified configuration - file changed by other user? Try again.",
                api.refusal("DELETE", rules + "/0", "digest", stale));
        api.done("DELETE", rules + "/0", "digest", String.valueOf(changed.get("digest")));
        assertEquals("REJECT DROP", api.column(rules, "action"));
        assertEquals("500 no rule at position 9", api.refusal("GET", rules + "/9"));
        assertEquals("500 no rule at position 9", api.refusal("DELETE", rules + "/9"));
    }

    @Test
    void badRulesAreRefusedAsTheServerDoes() throws Exception {
        String rules = CLUSTER + "/rules";
        assertEquals(BAD + "{macro=unknown macro 'Nope'}",
                api.refusal("POST", rules, "type", "in", "action", "ACCEPT", "macro", "Nope"));
        assertEquals(BAD + "{proto=missing property - 'dport' requires this property}",
                api.refusal("POST", rules, "type", "in", "action", "ACCEPT", "dport", "22"));
        assertEquals(BAD + "{dport=invalid format - invalid port '99999'\n}",
                api.refusal("POST", rules, "type", "in", "action", "ACCEPT", "proto", "tcp", "dport", "99999"));
        assertEquals(BAD + "{action=unknown action 'PASS'}",
                api.refusal("POST", rules, "type", "in", "action", "PASS"));
        assertEquals(BAD + "{source=no such alias 'office'}",
                api.refusal("POST", rules, "type", "in", "action", "ACCEPT", "source", "office"));
        assertEquals(BAD + "{dest=no such ipset 'servers'}",
                api.refusal("POST", rules, "type", "in", "action", "ACCEPT", "dest", "+servers"));
        assertEquals(BAD + "{iface=value does not match the regex pattern 'net\\d+'}", api.refusal("POST",
                "/nodes/pve1/qemu/100/firewall/rules", "type", "in", "action", "ACCEPT", "iface", "eth0"));
        assertEquals(BAD + "{sport=protocol 'gre' does not support ports}",
                api.refusal("POST", rules, "type", "in", "action", "ACCEPT", "proto", "gre", "sport", "1"));
        assertTrue(api.list(rules).isEmpty());
    }

    @Test
    void macrosAreSpelledAsTheServerDoesAndAliasesTellTheAddressFamily() throws Exception {
        api.done("POST", CLUSTER + "/aliases", "name", "lan", "cidr", "10.0.0.0/8");
        api.done("POST", CLUSTER + "/rules", "type", "in", "action", "ACCEPT", "macro", "ssh", "source", "LAN");
        Map<String, Object> rule = api.list(CLUSTER + "/rules").getFirst();
        assertEquals("SSH", rule.get("macro"));
        assertEquals(BigInteger.valueOf(4), rule.get("ipversion"));
    }

    @Test
    void digestsAreTheServersOwn() throws Exception {
        api.done("POST", CLUSTER + "/rules", "type", "in", "action", "DROP");
        assertEquals("a8928383df17d956695dc45196200045f72c5e0a", api.column(CLUSTER + "/rules", "digest"));
        assertEquals("da39a3ee5e6b4b0d3255bfef95601890afd80709", api.map(CLUSTER + "/options").get("digest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cluster", "/nodes/pve1/qemu/100", "/nodes/pve1/lxc/200"})
    void aliasesAndIpSetsAreKept(String level) throws Exception {
        String aliases = level + "/firewall/aliases";
        api.done("POST", aliases, "name", "Lan", "cidr", "10.0.0.0/8", "comment", "x");
        assertEquals(BAD + "{name=alias 'lan' already exists}",
                api.refusal("POST", aliases, "name", "lan", "cidr", "10.0.0.0/8"));
        assertEquals(Map.of("name", "Lan", "cidr", "10.0.0.0/8", "comment", "x", "ipversion", BigInteger.valueOf(4)),
                api.map(aliases + "/lan"));
        api.done("PUT", aliases + "/lan", "cidr", "192.168.0.1/32", "rename", "host");
        assertEquals("192.168.0.1", api.column(aliases, "cidr"));
        assertEquals(BAD + "{name=no such alias}", api.refusal("GET", aliases + "/lan"));
        api.done("DELETE", aliases + "/host");
        api.done("DELETE", aliases + "/host");

        String sets = level + "/firewall/ipset";
        api.done("POST", sets, "name", "servers", "comment", "c");
        api.done("POST", sets + "/servers", "cidr", "10.1.0.0/16", "nomatch", "1");
        assertEquals(BAD + "{cidr=address '10.1.0.0/16' already exists}",
                api.refusal("POST", sets + "/servers", "cidr", "10.1.0.0/16"));
        assertEquals("500 IPSet 'servers' is not empty", api.refusal("DELETE", sets + "/servers"));
        assertEquals(BigInteger.ONE, api.map(sets + "/servers/10.1.0.0%2F16").get("nomatch"));
        api.done("PUT", sets + "/servers/10.1.0.0%2F16", "comment", "all");
        assertFalse(api.map(sets + "/servers/10.1.0.0%2F16").containsKey("nomatch"));
        assertEquals("+servers", refs(level).stripLeading().replace("guest/", ""));
        api.done("DELETE", sets + "/servers/10.1.0.0%2F16");
        api.done("DELETE", sets + "/servers");
        assertEquals("500 no such IPSet 'servers'", api.refusal("GET", sets + "/servers"));
    }

    private String refs(String level) throws Exception {
        return api.column(level + "/firewall/refs", "ref");
    }

    @Test
    void badAddressesAreRefused() throws Exception {
        api.done("POST", CLUSTER + "/ipset", "name", "servers");
        assertEquals(BAD + "{cidr=invalid format - value does not look like a valid IP address or CIDR network\n}",
                api.refusal("POST", CLUSTER + "/ipset/servers", "cidr", "10.1.2.3.4"));
        assertEquals(
                BAD + "{cidr=invalid format - Invalid prefix 00001010000000010000000000000001/8\n}",
                api.refusal("POST", CLUSTER + "/aliases", "name", "lan", "cidr", "10.1.0.1/8"));
        assertEquals("500 no such alias 'lan'", api.refusal("POST", CLUSTER + "/ipset/servers", "cidr", "lan"));
    }

    /** Names are small once the file was read again, and a second set of the same small name is lost. */
    @Test
    void namesOfSetsBecomeSmall() throws Exception {
        String sets = CLUSTER + "/ipset";
        api.done("POST", sets, "name", "Servers");
        api.done("POST", sets + "/servers", "cidr", "10.1.0.0/16");
        api.done("POST", sets, "name", "SERVERS");
        assertEquals("servers", api.list(sets).getFirst().get("name"));
        assertEquals(1, api.list(sets).size());
        assertEquals(1, api.list(sets + "/servers").size());
        assertEquals("500 no such IPSet 'Servers'", api.refusal("GET", sets + "/Servers"));
    }

    @Test
    void nodesHaveNoAliasesOfTheirOwn() throws Exception {
        assertEquals("501 Method 'GET /nodes/pve1/firewall/aliases' not implemented",
                api.refusal("GET", "/nodes/pve1/firewall/aliases"));
    }

    @Test
    void optionsAreThoseOfTheLevel() throws Exception {
        String vm = "/nodes/pve1/qemu/100/firewall/options";
        api.done("PUT", vm, "enable", "1", "dhcp", "0", "policy_in", "ACCEPT");
        assertEquals(BigInteger.ONE, api.map(vm).get("enable"));
        assertFalse(api.map("/nodes/pve1/qemu/106/firewall/options").containsKey("enable"));
        api.done("PUT", vm, "delete", "policy_in");
        assertFalse(api.map(vm).containsKey("policy_in"));
        assertEquals(BAD + "{delete=no such option 'nope'}", api.refusal("PUT", vm, "delete", "nope"));
        assertEquals("400 Parameter verification failed.",
                api.send("PUT", CLUSTER + "/options", "log_level_in", "info").statusLine().substring(9));
    }

    @Test
    void aGroupWithRulesIsNotDeleted() throws Exception {
        String groups = CLUSTER + "/groups";
        api.done("POST", groups, "group", "web", "comment", "w");
        assertEquals(BAD + "{group=Security group 'web' already exists}",
                api.refusal("POST", groups, "group", "web"));
        api.done("POST", groups + "/web", "type", "in", "action", "ACCEPT");
        assertEquals(BAD + "{type=security groups not allowed}",
                api.refusal("POST", groups + "/web", "type", "group", "action", "other"));
        assertEquals("500 Security group 'web' is not empty", api.refusal("DELETE", groups + "/web"));
        api.done("POST", groups, "group", "www", "rename", "web");
        api.done("DELETE", groups + "/www/0");
        api.done("DELETE", groups + "/www");
        assertTrue(api.list(groups).isEmpty());
    }

    @Test
    void aNewGuestDoesNotInheritTheRulesOfAnOldOne() throws Exception {
        String rules = "/nodes/pve1/qemu/100/firewall/rules";
        api.done("POST", rules, "type", "in", "action", "DROP");
        api.simulator().state().removeGuest(100).addVirtualMachine(100, "pve1", "other");
        assertTrue(api.list(rules).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void referencesTellWhereTheyAreDefinedSinceVersion8(String profile) throws Exception {
        try (SimulatedApi other = SimulatedApi.of(profile)) {
            other.done("POST", CLUSTER + "/aliases", "name", "lan", "cidr", "10.0.0.0/8");
            assertEquals("lan", other.column(CLUSTER + "/refs", "ref"));
            assertEquals(profile.equals("7.4") ? "lan" : "dc/lan",
                    other.column("/nodes/pve1/qemu/100/firewall/refs", "ref"));
        }
    }
}
