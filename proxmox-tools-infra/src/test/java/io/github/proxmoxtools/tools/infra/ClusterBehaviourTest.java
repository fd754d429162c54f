package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster as a whole, as far as a declaration alone does not say it. */
class ClusterBehaviourTest {
    private static final String UPDATE = "proxmox_cluster_update_options";

    @AutoClose
    private final InfraLab lab = InfraLab.newest();

    private static Data options(InfraLab lab) {
        return lab.data("proxmox_cluster_options", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void configurationIsNodesTotemAndHowToJoin(String version) {
        try (InfraLab cluster = InfraLab.of(version)) {
            Data config = cluster.data("proxmox_cluster_config", Map.of());

            assertEquals(3, config.at("nodes").items().size());
            assertTrue(config.at("totem").at("cluster_name").text().isPresent(), config::toString);
            assertEquals(3, config.at("join").at("nodelist").items().size());
        }
    }

    @Test
    void aHostAloneHasNothingToJoin() {
        try (InfraLab cluster = InfraLab.alone()) {
            ToolResult result = cluster.run("proxmox_cluster_config", Map.of());

            assertEquals(Set.of("join"), result.missing().keySet());
            assertTrue(result.notes().toString().contains("not in a cluster"), result.notes()::toString);
        }
    }

    @Test
    void whatALoginLacksIsGrantedToThatLogin() {
        Data verdicts = lab.data("proxmox_check_permissions", Map.of("userid", "bob@pve")).at("tools");
        Data create = verdicts.items().stream()
                .filter(verdict -> verdict.at("tool").text().filter("proxmox_pool_create"::equals).isPresent())
                .findFirst().orElseThrow();

        assertEquals(List.of("pveum acl modify /pool --users bob@pve --roles PVEPoolAdmin"),
                create.at("allow").raw());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm", "qemu", "lxc", "container", "storage", "node", "pool"})
    void resourcesAreThoseOfTheTypeAskedFor(String type) {
        Map<String, Set<String>> expected = Map.of("vm", Set.of("qemu", "lxc"), "container", Set.of("lxc"));
        List<Data> rows = Data.of(lab.run("proxmox_cluster_resources", Map.of("type", type)).toMap()).at("items")
                .items();
        assertEquals(expected.getOrDefault(type, Set.of(type)), rows.stream()
                .flatMap(row -> row.at("type").text().stream()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void optionsAreChangedAndTheRestStays(String version) {
        try (InfraLab cluster = InfraLab.of(version)) {
            cluster.run(UPDATE, Map.of("language", "de", "keyboard", "de-ch"));
            cluster.run(UPDATE, Map.of("email", "ops@example.test", "migration", "type=insecure,network=10.0.0.0/24"));

            assertTrue(cluster.writes().getLast().contains("email_from=ops@example.test"), cluster.writes()::toString);
            Data options = options(cluster);
            assertEquals("de", options.at("language").text().orElse(""));
            assertEquals("ops@example.test", options.at("email_from").text().orElse(""));

            cluster.run(UPDATE, Map.of("delete", List.of("language", "keyboard")));
            assertFalse(options(cluster).fields().containsKey("keyboard"));
            assertEquals("ops@example.test", options(cluster).at("email_from").text().orElse(""));
        }
    }

    @Test
    void asksBeforeLoginsRightsOrTrafficAreGivenAway() {
        Map<String, Object> harmful = Map.of("migration", "type=insecure", "http_proxy", "http://10.0.0.1:3128",
                "webauthn", "id=elsewhere.test", "user-tag-access", "user-allow=free", "registered-tags", "prod",
                "delete", "webauthn");
        harmful.forEach((name, value) -> assertEquals(Safety.DESTROY, lab.plan(UPDATE, Map.of(name, value))
                .safety(), name));
        assertEquals(Safety.CHANGE, lab.plan(UPDATE, Map.of("language", "de", "next-id", "lower=200")).safety());
    }

    @Test
    void anUpdateSaysWhatItChanges() {
        ToolFailure failure = lab.failure(UPDATE, Map.of());
        assertTrue(failure.error().contains("or another official parameter"), failure::error);
        assertEquals(List.of(), lab.sent());
    }

    @Test
    void otherOptionsAreCheckedBeforeTheyAreSent() {
        assertTrue(lab.failure(UPDATE, Map.of("migratoin", "type=secure")).error().contains("migration"));
        assertEquals(Set.of("migration"),
                lab.failure(UPDATE, Map.of("migration", "type=fast")).details().keySet());
        assertEquals(List.of(), lab.writes());
    }

    @Test
    void aFreeIdIsToldAndATakenOneRefused() {
        assertEquals(108L, lab.data("proxmox_cluster_next_id", Map.of()).whole().orElse(0L));
        assertEquals(4242L, lab.data("proxmox_cluster_next_id", Map.of("vmid", 4242)).whole().orElse(0L));
        ToolFailure failure = lab.failure("proxmox_cluster_next_id", Map.of("vmid", 100));

        assertTrue(failure.toMap().toString().contains("VM 100 already exists"), () -> failure.toMap().toString());
        assertFalse(failure.retryable());
        assertEquals(FailureKind.ALREADY_EXISTS, failure.kind());
    }

    @Test
    void theLogSaysWhoDidWhat() {
        lab.run("proxmox_node_apt_update", Map.of("node", "pve1"));
        List<String> messages = lab.column("proxmox_cluster_log", Map.of("max", 5), "msg");

        assertTrue(messages.toString().contains("aptupdate"), messages::toString);
        assertTrue(messages.size() <= 5, messages::toString);
    }
}
