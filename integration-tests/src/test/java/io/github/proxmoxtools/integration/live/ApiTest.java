package io.github.proxmoxtools.integration.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Logging in, lists in parts, raw calls, files, and commands inside a guest. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@ExtendWith(OnCluster.class)
final class ApiTest {
    @Test
    @Tag("auth")
    void aWrongSecretIsNoLogin(TestCluster cluster) {
        try (Engine stranger = Engine.builder(Catalog.discover(),
                () -> cluster.settings().client("00000000-0000-4000-8000-000000000000")).build()) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> stranger.run(ToolCall.of("proxmox_node_list", Map.of())));
            assertEquals(FailureKind.NOT_LOGGED_IN, failure.kind(), failure.error());
        }
    }

    @Test
    @Tag("pagination")
    void listsTasksInParts(TestCluster cluster) {
        VmLifeTest.make(cluster, cluster.newGuest());
        VmLifeTest.make(cluster, cluster.newGuest());
        String node = cluster.node();
        List<Data> both = tasks(cluster, Map.of("node", node, "limit", 2));
        List<Data> second = tasks(cluster, Map.of("node", node, "start", 1, "limit", 1));
        assertEquals(2, both.size(), both::toString);
        assertEquals(List.of(both.get(1).at("upid").text()), second.stream().map(row -> row.at("upid").text())
                .toList());
    }

    private static List<Data> tasks(TestCluster cluster, Map<String, Object> arguments) {
        return cluster.run("proxmox_task_list", arguments).at("items").items();
    }

    @Test
    @Tag("raw-api")
    void callsWhatHasNoToolOfItsOwn(TestCluster cluster) {
        Data data = cluster.run("proxmox_api_call", Map.of("method", "GET", "path", "/cluster/nextid")).at("data");
        assertTrue(data.whole().orElse(0L) >= 100, data::toString);
    }

    @Test
    @Tag("execute")
    void reportsABatchCallByCall(TestCluster cluster) {
        assumeTrue(cluster.settings().password().isPresent(), "Proxmox VE takes batches of root@pam with a password");
        Data rows = cluster.run("proxmox_node_execute", Map.of("node", cluster.node(), "commands",
                List.of(Map.of("path", "version", "method", "GET"), Map.of("path", "time", "method", "GET"))))
                .at("data");
        assertEquals(List.of(Optional.of(200L), Optional.of(200L)),
                rows.items().stream().map(row -> row.at("status").whole()).toList(), rows::toString);
    }

    @Test
    @Tag("upload")
    void uploadsAndRemovesAFile(TestCluster cluster, @TempDir Path folder) throws IOException {
        String node = cluster.node();
        Optional<String> storage = cluster.storage(node, "iso");
        assumeTrue(storage.isPresent(), "no storage for ISO images");
        String name = TestCluster.PREFIX + ProcessHandle.current().pid() + ".iso";
        Path file = Files.write(folder.resolve(name), new byte[1 << 20]);
        String volume = storage.orElseThrow() + ":iso/" + name;
        try {
            cluster.run("proxmox_storage_upload", Map.of("node", node, "storage", storage.orElseThrow(), "file",
                    file.toString()));
            List<Data> rows = cluster.run("proxmox_storage_content", Map.of("node", node, "storage",
                    storage.orElseThrow(), "content", "iso")).at("items").items();
            assertTrue(rows.stream().anyMatch(row -> row.at("volid").text().equals(Optional.of(volume))),
                    rows::toString);
        } finally {
            cluster.run("proxmox_storage_remove_volume", Map.of("node", node, "storage", storage.orElseThrow(),
                    "volume", volume));
        }
    }

    @Test
    @Tag("agent")
    void runsACommandInsideAGuest(TestCluster cluster) {
        assumeTrue(cluster.settings().agentVmid().isPresent(), "PROXMOX_TEST_AGENT_VMID names no VM with an agent");
        Data data = cluster.run("proxmox_vm_agent_exec", Map.of("vmid", cluster.settings().agentVmid().orElseThrow(),
                "command", List.of("hostname"))).at("data");
        assertEquals(Optional.of(0L), data.at("exitcode").whole(), data::toString);
    }
}
