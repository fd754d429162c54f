package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.simulator.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDocumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void everyNodeServesTheWholeSchemaToAnybody(String profile) throws Exception {
        try (Simulator simulator = Simulator.builder().profile(profile).nodes("a", "b").start();
                var client = new RawClient(simulator, "b", "")) {
            List<?> schema = schema(document(client));
            assertEquals(List.of("access", "cluster", "nodes", "pools", "storage", "version"),
                    schema.stream().map(node -> ((Map<?, ?>) node).get("text")).toList());
            assertEquals(ApiIndex.of(profile).methodCount(), schema.stream().mapToInt(ApiDocumentTest::methods).sum());
        }
    }

    @Test
    void methodsStandInTheOfficialShape() throws Exception {
        try (Simulator simulator = Simulator.builder().nodes("a").start();
                var client = new RawClient(simulator, "a", "")) {
            Map<?, ?> nodes = child(schema(document(client)), "/nodes");
            Map<?, ?> node = child((List<?>) nodes.get("children"), "/nodes/{node}");
            Map<?, ?> qemu = child((List<?>) node.get("children"), "/nodes/{node}/qemu");
            assertEquals("0", String.valueOf(qemu.get("leaf")));
            Map<?, ?> create = (Map<?, ?>) ((Map<?, ?>) qemu.get("info")).get("POST");
            assertEquals("create_vm", create.get("name"));
            assertEquals("POST", create.get("method"));
            assertEquals("node", create.get("proxyto"));
            assertEquals("1", String.valueOf(create.get("protected")));
            assertEquals(Map.of("user", "all"), create.get("permissions"));
            Map<?, ?> parameters = (Map<?, ?>) ((Map<?, ?>) create.get("parameters")).get("properties");
            assertEquals("integer", ((Map<?, ?>) parameters.get("vmid")).get("type"));
            Map<?, ?> net = (Map<?, ?>) parameters.get("net[n]");
            assertEquals(Map.of("alias", "macaddr"), ((Map<?, ?>) net.get("format")).get("virtio"));
        }
    }

    private static Map<?, ?> child(List<?> nodes, String path) {
        return nodes.stream().map(node -> (Map<?, ?>) node).filter(node -> path.equals(node.get("path"))).findFirst()
                .orElseThrow();
    }

    private static int methods(Object node) {
        Map<?, ?> fields = (Map<?, ?>) node;
        int own = fields.get("info") instanceof Map<?, ?> info ? info.size() : 0;
        List<?> children = fields.get("children") instanceof List<?> below ? below : List.of();
        return own + children.stream().mapToInt(ApiDocumentTest::methods).sum();
    }

    private static List<?> schema(String document) throws Exception {
        assertTrue(document.startsWith("const apiSchema = ["), document.substring(0, 40));
        int end = document.indexOf("\n]\n;") + 2;
        assertTrue(document.substring(end).contains("Ext.onReady"), "script follows");
        return (List<?>) Json.read(document.substring(document.indexOf('['), end));
    }

    private static String document(RawClient client) throws Exception {
        var answer = client.sendRaw("GET /pve-docs/api-viewer/apidoc.js HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals("HTTP/1.1 200 OK", answer.statusLine());
        assertEquals(List.of("application/javascript"), answer.all("Content-Type"));
        return answer.body();
    }
}
