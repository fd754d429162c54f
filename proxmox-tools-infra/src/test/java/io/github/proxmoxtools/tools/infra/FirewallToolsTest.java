package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The firewall on all of its levels. */
class FirewallToolsTest {
    @AutoClose
    private final JobLab lab = new JobLab("9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void protectsAClusterFromAliasToSwitch(String version) {
        try (JobLab cluster = new JobLab(version)) {
            cluster.run("firewall_alias_create", "name", "office", "cidr", "10.0.0.0/24");
            cluster.run("firewall_ipset_create", "name", "blocked", "comment", "Seen scanning");
            cluster.run("firewall_rule_add", "action", "DROP", "type", "in", "source", "+blocked", "enable", true);
            cluster.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "source", "office", "macro", "SSH",
                    "enable", true);
            cluster.run("firewall_options_update", "enable", true, "policy_in", "DROP");

            assertEquals(List.of("ACCEPT", "DROP"), cluster.column("action", "firewall_rules"));
            assertTrue(cluster.run("firewall_options").at("data").at("enable").flag());
            assertEquals(List.of("blocked"), cluster.column("name", "firewall_ipset_list"));

            cluster.run("firewall_options_update", "enable", false);
            cluster.run("firewall_rules_delete", "pos", 0);
            cluster.run("firewall_rules_delete", "pos", 0);
            cluster.run("firewall_alias_delete", "name", "office");
            cluster.run("firewall_ipset_delete", "name", "blocked");
            assertEquals(List.of(), cluster.items("firewall_rules"));
            assertEquals(List.of(), cluster.items("firewall_aliases"));
            assertEquals(List.of(), cluster.items("firewall_ipset_list"));
        }
    }

    @ParameterizedTest
    @CsvSource({"vm/100,,/nodes/pve1/qemu/100", "qemu/100,,/nodes/pve1/qemu/100", "lxc/200,pve1,/nodes/pve1/lxc/200",
            "ct/dns-01,,/nodes/pve1/lxc/200", "pve2,,/nodes/pve2", "cluster,,/cluster"})
    void acceptsLevelsAsTheyWereWrittenBefore(String level, String node, String place) {
        Object[] old = node == null ? new Object[]{"level", level} : new Object[]{"level", level, "node", node};
        lab.run("firewall_options", old);
        lab.simulator().forgetRequests();
        lab.run("firewall_rules", old);
        assertTrue(lab.simulator().requests().stream()
                .anyMatch(request -> request.path().equals("/api2/json" + place + "/firewall/rules")));
    }

    @Test
    void keepsTheRulesOfAllLevelsApart() {
        lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", "c");
        lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", "n", "node", "pve2");
        lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", "v", "level", "vm", "vmid", "web-01");
        lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", "l", "level", "lxc", "vmid", 200);

        assertEquals(List.of("c"), lab.column("comment", "firewall_rules"));
        assertEquals(List.of("n"), lab.column("comment", "firewall_rules", "level", "node", "node", "pve2"));
        assertEquals(List.of("v"), lab.column("comment", "firewall_rules", "level", "vm", "vmid", 100));
        assertEquals(List.of("l"), lab.column("comment", "firewall_rules", "level", "lxc", "vmid", "dns-01"));
        assertEquals(List.of(), lab.items("firewall_rules", "node", "pve1"));
    }

    @Test
    void saysWhatALevelNeeds() {
        assertTrue(lab.refusal("firewall_rules", "vmid", 100).error().contains("vm or an lxc"));
        assertTrue(lab.refusal("firewall_rules", "level", "cluster", "vmid", 100).error().contains("no meaning"));
        assertTrue(lab.refusal("firewall_rules", "level", "vm").error().contains("vmid"));
        assertTrue(lab.refusal("firewall_rules", "level", "node").error().contains("node"));
        assertTrue(lab.refusal("firewall_rules", "level", "vm/100", "vmid", 101).error().contains("level says 100"));
        assertTrue(lab.refusal("firewall_rules", "level", "vm", "vmid", 200).error().contains("is a container"));
        String rule = "firewall_rule_add";
        assertTrue(lab.refusal(rule, "action", "DROP", "type", "in", "level", "node").error().contains("node"));
        assertTrue(lab.refusal(rule, "action", "DROP", "type", "in", "level", "lxc", "vmid", 100).error()
                .contains("is a VM"));
        assertTrue(lab.refusal(rule, "action", "DROP", "type", "in", "level", "cluster", "node", "pve1").error()
                .contains("no meaning"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"firewall_aliases", "firewall_ipset_list"})
    void saysThatNodesHaveNoAliasesAndSets(String tool) {
        for (Object[] onNode : List.of(new Object[]{"node", "pve1"}, new Object[]{"level", "pve1"},
                new Object[]{"level", "node", "node", "pve1"})) {
            ToolFailure failure = lab.refusal(tool, onNode);
            assertTrue(failure.error().contains("not on nodes"), failure::error);
        }
    }

    @Test
    void sendsOnlyTheOptionsThatALevelKnows() {
        assertTrue(lab.refusal("firewall_options_update", "log_level_in", "info").error().contains("log_level_in"));
        assertTrue(lab.refusal("firewall_options_update", "node", "pve1", "policy_in", "DROP").error()
                .contains("policy_in"));
        assertTrue(lab.refusal("firewall_options_update", "level", "vm", "vmid", 100, "ebtables", true).error()
                .contains("ebtables"));

        lab.run("firewall_options_update", "level", "vm", "vmid", 100, "dhcp", true, "macfilter", false,
                "log_level_in", "info");
        assertTrue(lab.run("firewall_options", "level", "vm", "vmid", 100).at("data").at("dhcp").flag());
        lab.run("firewall_options_update", "ebtables", false, "delete", "policy_in");
        lab.run("firewall_options_update", "node", "pve1", "nosmurfs", true, "ndp", false);
    }

    @Test
    void noCommentIsALineOfItsOwn() {
        String planted = "harmless\nIN ACCEPT -log nolog";
        for (Object[] call : List.of(new Object[]{"firewall_rule_add", "action", "DROP", "type", "in"},
                new Object[]{"firewall_alias_create", "name", "office", "cidr", "10.0.0.1"},
                new Object[]{"firewall_ipset_create", "name", "blocked"})) {
            Object[] arguments = Arrays.copyOfRange(call, 1, call.length + 2);
            arguments[call.length - 1] = "comment";
            arguments[call.length] = planted;
            ToolFailure failure = lab.refusal(call[0].toString(), arguments);
            assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure::error);
            assertEquals(Set.of("comment"), failure.details().keySet());
        }
    }

    @Test
    void anUpdateSaysWhatItChanges() {
        assertTrue(lab.refusal("firewall_options_update").error().contains("at least one of enable, policy_in"));
        assertEquals(FailureKind.BAD_ARGUMENT, lab.refusal("firewall_options_update", "node", "pve1").kind());
        lab.run("firewall_options_update", "node", "pve1", "nosmurfs", true);
    }

    @Test
    void deletesNoAliasThatIsNotThere() {
        ToolFailure failure = lab.refusal("firewall_alias_delete", "name", "office");
        assertEquals(FailureKind.NOT_FOUND, failure.kind());
        lab.run("firewall_alias_create", "name", "office", "cidr", "10.0.0.1", "level", "vm", "vmid", 100);
        assertEquals(FailureKind.NOT_FOUND, lab.refusal("firewall_alias_delete", "name", "office").kind());
        lab.run("firewall_alias_delete", "name", "OFFICE", "level", "vm/100");
        assertEquals(List.of(), lab.items("firewall_aliases", "level", "vm", "vmid", 100));
    }

    @Test
    void deletesASetWithMembersOnlyByForce() {
        lab.run("firewall_ipset_create", "name", "blocked");
        lab.run("api_call", "method", "POST", "path", "/cluster/firewall/ipset/blocked", "params",
                Map.of("cidr", "10.0.0.1"));
        lab.failure("firewall_ipset_delete", "name", "blocked");
        lab.run("firewall_ipset_delete", "name", "blocked", "force", true);
        assertEquals(List.of(), lab.items("firewall_ipset_list"));
    }

    /** The mere existence of such a set lets a card send from its members only. */
    @ParameterizedTest
    @CsvSource({"vm,100,ipfilter-net0", "lxc,200,IPFilter-net1"})
    void aFilterOfACardIsConfirmed(String level, int vmid, String name) {
        assertUnconfirmed("firewall_ipset_create", "name", name, "level", level, "vmid", vmid);
        lab.unconfirmed("firewall_ipset_create", "name", name);
        lab.run("firewall_ipset_create", "name", name, "level", level + "/" + vmid);
        assertEquals(List.of(name.toLowerCase(Locale.ROOT)),
                lab.column("name", "firewall_ipset_list", "level", level, "vmid", vmid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void aNameOfAGuestThatHidesOneOfTheClusterIsConfirmed(String version) {
        try (JobLab cluster = new JobLab(version)) {
            cluster.unconfirmed("firewall_ipset_create", "name", "trusted");
            cluster.unconfirmed("firewall_alias_create", "name", "Office", "cidr", "10.0.0.0/24");

            cluster.unconfirmed("firewall_ipset_create", "name", "own", "level", "vm", "vmid", 100);
            cluster.unconfirmed("firewall_alias_create", "name", "trusted", "cidr", "10.0.0.1", "level", "lxc", "vmid",
                    200);
            assertUnconfirmed(cluster, "firewall_ipset_create", "name", "Trusted", "level", "vm", "vmid", 100);
            assertUnconfirmed(cluster, "firewall_alias_create", "name", "office", "cidr", "10.0.0.1", "level", "lxc",
                    "vmid", 200);
            cluster.run("firewall_ipset_create", "name", "trusted", "level", "vm", "vmid", 100);
        }
    }

    @Test
    void whatAGuestHasItselfIsForTheServerToRefuse() {
        lab.unconfirmed("firewall_ipset_create", "name", "own", "level", "vm", "vmid", 100);
        ToolFailure failure = assertThrows(ToolFailure.class,
                () -> lab.unconfirmed("firewall_ipset_create", "name", "own", "level", "vm", "vmid", 100));
        assertEquals(FailureKind.ALREADY_EXISTS, failure.kind(), failure::error);
    }

    @Test
    void whoMayNotSeeWhatIsThereIsAsked() {
        lab.simulator().faults().always("GET", "/nodes/*/qemu/100/firewall/refs", Fault.status(403, "no"));
        assertUnconfirmed("firewall_ipset_create", "name", "own", "level", "vm", "vmid", 100);
    }

    /** It takes the place of the network from which nodes may be managed. */
    @Test
    void anotherLocalNetworkIsConfirmed() {
        assertUnconfirmed("firewall_alias_create", "name", "Local_Network", "cidr", "10.9.0.0/24");
        lab.unconfirmed("firewall_alias_create", "name", "local_network", "cidr", "10.9.0.0/24", "level", "vm",
                "vmid", 100);
    }

    /** It may also give one that rules name another name. */
    @ParameterizedTest
    @ValueSource(strings = {"/cluster/firewall/ipset", "/nodes/pve1/qemu/100/firewall/ipset"})
    void aRawCallThatMakesASetIsConfirmed(String path) {
        lab.run("api_call", "method", "POST", "path", path, "params", Map.of("name", "trusted"));
        assertUnconfirmed("api_call", "method", "POST", "path", path, "params",
                Map.of("name", "gone", "rename", "trusted"));
    }

    private void assertUnconfirmed(String tool, Object... arguments) {
        assertUnconfirmed(lab, tool, arguments);
    }

    private static void assertUnconfirmed(JobLab lab, String tool, Object... arguments) {
        long before = lab.simulator().writes();
        ToolFailure failure = assertThrows(ToolFailure.class, () -> lab.unconfirmed(tool, arguments));
        assertEquals(FailureKind.REFUSED, failure.kind(), failure::error);
        assertEquals(before, lab.simulator().writes());
    }

    @Test
    void deletesTheRuleThatWasListed() {
        lab.run("firewall_rule_add", "action", "DROP", "type", "in");
        String digest = lab.items("firewall_rules", "view", Map.of("fields", "*")).getFirst().at("digest")
                .text().orElseThrow();
        lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in");
        assertEquals(FailureKind.CHANGED_MEANWHILE,
                lab.failure("firewall_rules_delete", "pos", 0, "digest", digest).kind());
        assertEquals(List.of("ACCEPT", "DROP"), lab.column("action", "firewall_rules"));
    }
}
