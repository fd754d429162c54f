package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** New rules: where Proxmox VE would put them first and look at no digest, whatever it is told. */
class FirewallRuleAddingTest {
    @AutoClose
    private final JobLab lab = new JobLab("9.2");

    @BeforeEach
    void start() {
        for (String comment : List.of("c", "b", "a")) {
            lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", comment, "enable", true);
        }
    }

    private List<String> comments() {
        return lab.column("comment", "firewall_rules");
    }

    @ParameterizedTest
    @CsvSource({"0,new a b c", "1,a new b c", "2,a b new c", "3,a b c new"})
    void putsARuleWhereItIsWanted(int pos, String order) {
        Data result = lab.run("firewall_rule_add", "action", "DROP", "type", "in", "comment", "new", "enable", true,
                "pos", pos);

        assertEquals(List.of(order.split(" ", -1)), comments());
        assertTrue(lab.items("firewall_rules").get(pos).at("enable").flag());
        assertEquals(pos, result.at("data").at("pos").whole().orElseThrow());
    }

    @Test
    void aRuleOnItsWayIsSwitchedOff() {
        lab.simulator().forgetRequests();
        lab.run("firewall_rule_add", "action", "DROP", "type", "in", "enable", true, "pos", 2);

        List<RecordedRequest> writes = lab.simulator().requests().stream().filter(RecordedRequest::isWrite).toList();
        assertEquals(List.of("POST", "PUT", "PUT"), writes.stream().map(RecordedRequest::method).toList());
        assertTrue(writes.get(0).body().contains("enable=0"), writes.get(0)::body);
        assertTrue(writes.get(1).body().contains("digest="), writes.get(1)::body);
        assertTrue(writes.get(2).path().endsWith("/rules/2"), writes.get(2)::path);
        assertTrue(writes.get(2).body().contains("enable=1"), writes.get(2)::body);
    }

    @Test
    void movesNoRuleOfSomebodyElse() {
        ToolFailure failure = lab.failureWhen(2,
                () -> lab.run("firewall_rule_add", "action", "REJECT", "type", "in", "comment", "other"),
                "firewall_rule_add", "action", "DROP", "type", "in", "comment", "new", "enable", true, "pos", 2);

        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertEquals(List.of("other", "new", "a", "b", "c"), comments());
        assertFalse(lab.items("firewall_rules").get(1).at("enable").flag());
    }

    @ParameterizedTest
    @ValueSource(strings = {"  padded ", " ", "-", ""})
    void knowsItsRuleAsTheServerKeepsIt(String comment) {
        lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", comment, "macro", "ssh", "source",
                "10.0.0.0/8", "dest", "-", "enable", true, "pos", 1);

        Data rule = lab.items("firewall_rules").get(1);
        assertEquals("SSH", rule.at("macro").text().orElse(""));
        assertTrue(rule.at("enable").flag(), rule::toString);
    }

    @Test
    void switchesOnNoRuleThatOnlyLooksLikeItsOwn() {
        ToolFailure failure = lab.failureWhen(3, () -> {
            lab.run("firewall_rules_delete", "pos", 1);
            lab.run("firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", "new", "source", "0.0.0.0/0",
                    "pos", 1);
        }, "firewall_rule_add", "action", "ACCEPT", "type", "in", "comment", "new", "source", "10.0.0.0/8", "enable",
                true, "pos", 1);

        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertFalse(lab.items("firewall_rules").get(1).at("enable").flag());
    }

    @Test
    void refusesAPlaceBehindTheLast() {
        ToolFailure failure = lab.refusal("firewall_rule_add", "action", "DROP", "type", "in", "pos", 4);
        assertTrue(failure.error().contains("0 to 3"), failure::error);
    }

    @Test
    void addsNothingToRulesThatChangedSinceTheyWereListed() {
        String digest = lab.items("firewall_rules", "view", Map.of("fields", "*")).getFirst().at("digest").text()
                .orElseThrow();
        lab.run("firewall_rule_add", "action", "DROP", "type", "in", "comment", "known", "digest", digest);
        ToolFailure failure = lab.refusal("firewall_rule_add", "action", "DROP", "type", "in", "digest", digest);
        assertEquals(FailureKind.CHANGED_MEANWHILE, failure.kind());
    }

    @Test
    void saysThatARuleIsSwitchedOff() {
        Data result = lab.run("firewall_rule_add", "action", "DROP", "type", "in");
        assertTrue(result.at("notes").toString().contains("switched off"), result::toString);
    }

    @Test
    void worksOnGuestsAndNodesToo() {
        for (Object[] place : List.of(new Object[]{"node", "pve1"}, new Object[]{"level", "vm", "vmid", "web-01"},
                new Object[]{"level", "lxc", "vmid", 200})) {
            for (String pos : List.of("0", "1")) {
                lab.run("firewall_rule_add", Stream.concat(Arrays.stream(place),
                        Stream.of("action", "DROP", "type", "in", "comment", pos, "pos", pos))
                        .toArray());
            }
            assertEquals(List.of("0", "1"), lab.column("comment", "firewall_rules", place));
        }
    }

    @Test
    void knowsWhichVersionForwards() {
        try (JobLab old = new JobLab("7.4")) {
            ToolFailure failure = old.refusal("firewall_rule_add", "action", "DROP", "type", "forward");
            assertTrue(failure.error().contains("needs Proxmox VE 8"), failure::error);
        }
        lab.run("firewall_rule_add", "action", "DROP", "type", "forward");
    }

    @Test
    void countsAsAllowedWhereOneLevelAllowsIt() {
        assertFalse(allowed("bob@pve"));
        lab.simulator().state().grant("/vms/100", "bob@pve", "PVEVMAdmin");
        assertTrue(allowed("bob@pve"));
    }

    private boolean allowed(String user) {
        return lab.run("check_permissions", "userid", user).at("data").at("tools").items().stream()
                .filter(verdict -> verdict.at("tool").text().filter("proxmox_firewall_rule_add"::equals).isPresent())
                .findFirst().orElseThrow().at("allowed").flag();
    }
}
