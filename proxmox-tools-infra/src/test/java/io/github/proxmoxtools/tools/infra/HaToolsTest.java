package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** High availability: groups until 8, rules since 9. */
class HaToolsTest {
    @AutoClose
    private final JobLab lab = new JobLab("9.2");

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4"})
    void keepsGuestsOnAGroupOfNodes(String version) {
        try (JobLab cluster = new JobLab(version)) {
            cluster.run("ha_group_create", "group", "fast", "nodes", List.of("pve1:2", "pve2"), "nofailback", true,
                    "restricted", true, "comment", "With the big disks");
            cluster.run("ha_resource_create", "sid", 100, "group", "fast", "max_restart", 2);

            assertEquals(List.of("fast"), cluster.column("group", "ha_groups_list"));
            Data resource = cluster.items("ha_resources_list").getFirst();
            assertEquals("vm:100", resource.at("sid").text().orElseThrow());
            assertEquals("fast", resource.at("group").text().orElseThrow());
            assertTrue(cluster.failure("ha_group_delete", "group", "fast").error().contains("used by"));

            cluster.run("ha_resource_delete", "sid", "vm:100");
            cluster.run("ha_group_delete", "group", "fast");
            assertEquals(List.of(), cluster.items("ha_groups_list"));
            assertEquals(List.of(), cluster.items("ha_resources_list"));
        }
    }

    @Test
    void keepsGuestsOnTheNodesOfARuleSinceNine() {
        lab.run("ha_resource_create", "sid", "vm:100", "failback", false);
        lab.run("ha_resource_create", "sid", "ct:200");
        lab.run("ha_group_create", "group", "fast", "nodes", "pve1:2,pve2", "restricted", true, "resources",
                List.of("vm:100", "ct:200"));

        Data list = lab.run("ha_groups_list");
        Data rule = list.at("items").items().getFirst();
        assertTrue(list.at("notes").toString().contains("no HA groups"), list::toString);
        assertEquals("fast", rule.at("rule").text().orElseThrow());
        assertEquals("node-affinity", rule.at("type").text().orElseThrow());
        assertTrue(rule.at("strict").flag());

        lab.run("ha_resource_delete", "sid", "ct:200");
        assertEquals(List.of("vm:100"), lab.column("resources", "ha_groups_list"));
        lab.run("ha_group_delete", "group", "fast");
        assertEquals(List.of(), lab.items("ha_groups_list"));
    }

    @Test
    void saysWhatARuleNeedsInsteadOfAGroup() {
        ToolFailure without = lab.refusal("ha_group_create", "group", "fast", "nodes", "pve1");
        assertTrue(without.error().contains("vm:100,ct:101"), without::error);
        ToolFailure nofailback = lab.refusal("ha_group_create", "group", "fast", "nodes", "pve1", "resources",
                "vm:100", "nofailback", true);
        assertTrue(nofailback.error().contains("failback=0"), nofailback::error);
        ToolFailure group = lab.refusal("ha_resource_create", "sid", "vm:100", "group", "fast");
        assertEquals(FailureKind.UNSUPPORTED_VERSION, group.kind());
        assertTrue(lab.failure("ha_group_create", "group", "fast", "nodes", "pve1", "resources", "vm:100").error()
                .contains("unmanaged"));
    }

    @Test
    void failbackAndResourcesOfARuleCameWithNine() {
        try (JobLab cluster = new JobLab("8.4")) {
            for (Object[] call : List.of(new Object[]{"ha_resource_create", "sid", "vm:100", "failback", true},
                    new Object[]{"ha_group_create", "group", "g", "nodes", "pve1", "resources", "vm:100"})) {
                Object[] arguments = java.util.Arrays.copyOfRange(call, 1, call.length);
                ToolFailure failure = cluster.refusal(call[0].toString(), arguments);
                assertTrue(failure.error().contains("needs Proxmox VE 9.0"), failure::error);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void tellsTheStatusItselfAndNotItsDirectory(String version) {
        try (JobLab cluster = new JobLab(version)) {
            cluster.run("ha_resource_create", "sid", "vm:100");
            Data status = cluster.run("ha_status").at("data");
            List<String> types = status.at("current").items().stream().flatMap(row -> row.at("type").text().stream())
                    .toList();
            assertTrue(types.contains("quorum") && types.contains("service"), types::toString);
            assertFalse(status.at("manager").fields().isEmpty());
        }
    }

    @Test
    void asksBeforeHaShutsAGuestDown() {
        for (String state : List.of("stopped", "disabled")) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> lab.unconfirmed("ha_resource_create", "sid", "vm:100", "state", state));
            assertEquals(FailureKind.REFUSED, failure.kind(), failure::error);
        }
        lab.unconfirmed("ha_resource_create", "sid", "vm:100", "state", "ignored");
    }

    @Test
    void asksBeforeHaMayMoveAGuest() {
        try (JobLab old = new JobLab("8.4")) {
            lab.run("ha_resource_create", "sid", "vm:100");
            assertEquals(FailureKind.REFUSED, assertThrows(ToolFailure.class, () -> lab.unconfirmed("ha_group_create",
                    "group", "fast", "nodes", "pve2", "resources", "vm:100")).kind());

            old.unconfirmed("ha_group_create", "group", "fast", "nodes", "pve2");
            assertEquals(FailureKind.REFUSED, assertThrows(ToolFailure.class,
                    () -> old.unconfirmed("ha_resource_create", "sid", "vm:100", "group", "fast")).kind());
            old.unconfirmed("ha_resource_create", "sid", "vm:100");
        }
    }

    @Test
    void refusesWhatIsNoGuest() {
        for (String sid : List.of("lxc:100", "vm:web-01", "web-01", "vm:", "fa:1")) {
            assertEquals(FailureKind.BAD_ARGUMENT, lab.refusal("ha_resource_create", "sid", sid).kind());
        }
        lab.failure("ha_resource_delete", "sid", "vm:100");
    }
}
