package io.github.proxmoxtools.tools.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.contract.ToolsetContract;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("auth")
final class AccessToolsTest extends ToolsetContract {
    @Override
    protected Toolset toolset() {
        return new AccessToolset();
    }

    @Override
    protected Map<String, Object> examples() {
        return Map.ofEntries(
                Map.entry("userid", "alice@pve"),
                Map.entry("tokenid", "made"),
                Map.entry("groupid", "developers"),
                Map.entry("roleid", "Made"),
                Map.entry("path", "/vms/100"),
                Map.entry("roles", List.of("PVEAuditor")),
                Map.entry("users", List.of("alice@pve")),
                Map.entry("groups", List.of("operators")),
                Map.entry("tokens", List.of("admin@pve!simulator")),
                Map.entry("privs", List.of("VM.Audit")),
                Map.entry("members", List.of("alice@pve", "bob@pve")),
                Map.entry("password", "long enough"),
                Map.entry("email", "made@example.test"),
                Map.entry("proxmox_user_create.userid", "made@pve"),
                Map.entry("proxmox_group_create.groupid", "made"));
    }

    @Override
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        switch (tool.name()) {
            case "proxmox_role_delete" -> run(simulated, "proxmox_role_create",
                    Map.of("roleid", "Made", "privs", "VM.Audit"));
            case "proxmox_token_delete" ->
                run(simulated, "proxmox_token_create", Map.of("userid", "alice@pve", "tokenid", "made"));
            default -> {
                return Map.of();
            }
        }
        return Map.of();
    }

    @Test
    void createsAGroupWithItsMembers() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            run(simulated, "proxmox_group_create",
                    Map.of("groupid", "made", "members", List.of("alice@pve", "bob@pve")));

            Map<?, ?> groups = run(simulated, "proxmox_group_list", Map.of("view", Map.of("filter", "groupid=made")))
                    .toMap();
            assertTrue(groups.toString().contains("alice@pve,bob@pve"), groups::toString);
        }
    }

    @Test
    void addsNobodyToAGroupWhenOneIsMissing() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            ToolFailure failure = assertThrows(ToolFailure.class, () -> run(simulated, "proxmox_group_create",
                    Map.of("groupid", "made", "members", List.of("alice@pve", "ghost@pve"))));

            assertTrue(failure.error().contains("ghost@pve"), failure::error);
            assertEquals(0, simulated.simulator().writes());
        }
    }

    @Test
    void refusesAPrivilegeThatTheVersionDoesNotHave() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            ToolFailure failure = assertThrows(ToolFailure.class, () -> run(simulated, "proxmox_role_create",
                    Map.of("roleid", "Made", "privs", List.of("VM.Config"))));

            assertTrue(failure.error().contains("VM.Config.CPU"), failure::error);
            assertEquals(0, simulated.simulator().writes());
        }
    }

    @Test
    void givesPermissionsToSomebodyOnly() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            ToolFailure failure = assertThrows(ToolFailure.class, () -> run(simulated, "proxmox_acl_update",
                    Map.of("path", "/vms/100", "roles", List.of("PVEAuditor"))));

            assertTrue(failure.error().contains("at least one of users, groups, tokens"), failure::error);
            assertEquals(0, simulated.simulator().requests().size());
        }
    }

    @Test
    void tellsTheSecretOfANewTokenOnce() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            Map<?, ?> made = run(simulated, "proxmox_token_create", Map.of("userid", "alice@pve", "tokenid", "made"))
                    .toMap();

            assertTrue(made.toString().matches("(?s).*value=[0-9a-f]{8}-.*"), made::toString);
            assertFalse(run(simulated, "proxmox_token_list", Map.of("userid", "alice@pve")).toMap().toString()
                    .contains("value="));
        }
    }

    @Test
    void givingRightsAwayDestroys() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            assertEquals("DESTROY", safety(simulated, "proxmox_token_create", Map.of("userid", "alice@pve",
                    "tokenid", "made", "privsep", false)));
            assertEquals("CHANGE", safety(simulated, "proxmox_token_create", Map.of("userid", "alice@pve",
                    "tokenid", "made", "privsep", true)));
            assertEquals("DESTROY", safety(simulated, "proxmox_user_create", Map.of("userid", "made@pve", "groups",
                    "operators")));
            assertEquals("CHANGE", safety(simulated, "proxmox_user_create", Map.of("userid", "made@pve")));
        }
    }

    private static String safety(SimulatedEngine simulated, String tool, Map<String, Object> arguments) {
        return simulated.engine().plan(ToolCall.of(tool, arguments)).safety().name();
    }

    @Test
    void createsNoUserOfARealmThatIsNotThere() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            ToolFailure failure = simulated.failure("proxmox_user_create", Map.of("userid", "made@nowhere"));

            assertTrue(failure.error().contains("no realm 'nowhere'"), failure::error);
            assertEquals(0, simulated.simulator().writes());
            simulated.simulator().faults().always("GET", "/access/domains", Fault.status(500, "broken"));
            simulated.run("proxmox_user_create", Map.of("userid", "made@nowhere"));
        }
    }

    @Test
    void tellsWhatThereWasNotToTake() {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            Map<String, Object> taken = Map.of("path", "/vms/101", "roles", "PVEAuditor", "users", "alice@pve",
                    "delete", true);
            assertTrue(run(simulated, "proxmox_acl_update", taken).notes().toString()
                    .contains("PVEAuditor of alice@pve"));
            run(simulated, "proxmox_acl_update", Map.of("path", "/vms/101", "roles", "PVEAuditor", "users",
                    "alice@pve"));
            assertEquals(List.of(), run(simulated, "proxmox_acl_update", taken).notes());
        }
    }

    @ParameterizedTest
    @CsvSource({"/vms/101,/vms/101/", "/vms/101,//vms//101", "/vms/101//,/vms/101", "/,//"})
    void takesFromAPathHoweverItIsWritten(String given, String taken) {
        try (var simulated = new SimulatedEngine(Catalog.of(List.of(toolset())), "9.2")) {
            run(simulated, "proxmox_acl_update", Map.of("path", given, "roles", "PVEAuditor", "users", "alice@pve"));
            assertEquals(List.of(), run(simulated, "proxmox_acl_update", Map.of("path", taken, "roles", "PVEAuditor",
                    "users", "alice@pve", "delete", true)).notes());
        }
    }

    private static ToolResult run(SimulatedEngine simulated, String tool, Map<String, Object> arguments) {
        return simulated.engine().run(ToolCall.of(tool, arguments).confirmedBy(Confirmer.ALWAYS));
    }
}
