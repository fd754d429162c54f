package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {
    @Test
    void poolsMayBeNestedButAreReadByTheirName() throws Exception {
        try (SimulatedApi api = SimulatedApi.of("9.2")) {
            api.done("POST", "/pools", "poolid", "dev", "comment", "devs");
            api.done("POST", "/pools", "poolid", "dev/sub");
            assertEquals("500 create pool failed: parent 'ops' of pool 'ops/sub' does not exist",
                    api.refusal("POST", "/pools", "poolid", "ops/sub"));
            api.done("PUT", "/pools", "poolid", "dev/sub", "vms", "106", "storage", "local");
            Map<String, Object> pool = api.list("/pools", "poolid", "dev/sub").getFirst();
            assertEquals(2, ((List<?>) pool.get("members")).size());
            assertEquals("qemu/106", members(api, "dev/sub", "qemu"));
            assertEquals("storage/pve1/local", members(api, "dev/sub", "storage"));
            assertEquals("501 Method 'GET /pools/dev/sub' not implemented", api.refusal("GET", "/pools/dev/sub"));
            assertEquals("500 delete pool failed: pool 'dev' is not empty (contains pool 'dev/sub')",
                    api.refusal("DELETE", "/pools", "poolid", "dev"));
            assertEquals("500 delete pool failed: pool 'dev/sub' is not empty (contains VM 106)",
                    api.refusal("DELETE", "/pools", "poolid", "dev/sub"));
        }
    }

    private static String members(SimulatedApi api, String pool, String type) throws Exception {
        Map<String, Object> found = api.list("/pools", "poolid", pool, "type", type).getFirst();
        return String.valueOf(((Map<?, ?>) ((List<?>) found.get("members")).getFirst()).get("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.2"})
    void aGuestOfAnotherPoolMovesOnlyWhenThatIsAllowed(String profile) throws Exception {
        try (SimulatedApi api = SimulatedApi.of(profile)) {
            assertEquals("500 update pools failed: VM 100 belongs to pool 'production' and allow-move is not set",
                    api.refusal("PUT", "/pools", "poolid", "development", "vms", "100", "comment", "lost"));
            api.done("PUT", "/pools", "poolid", "development", "vms", "100", "allow-move", "1");
            assertEquals("500 update pools failed: VM 100 is already a pool member",
                    api.refusal("PUT", "/pools", "poolid", "development", "vms", "100"));
            assertEquals("500 update pools failed: VM 100 is not a pool member",
                    api.refusal("PUT", "/pools", "poolid", "production", "vms", "100", "delete", "1"));
            assertTrue(api.list("/pools").stream().noneMatch(pool -> "lost".equals(pool.get("comment"))));
        }
    }

    @Test
    void version7KnowsNoMovesAndNoPoolsBesideThePath() throws Exception {
        try (SimulatedApi api = SimulatedApi.of("7.4")) {
            assertEquals("500 update pools failed: VM 100 belongs to pool 'production'",
                    api.refusal("PUT", "/pools/development", "vms", "100"));
            assertEquals("501 Method 'DELETE /pools' not implemented",
                    api.refusal("DELETE", "/pools", "poolid", "development"));
            api.done("PUT", "/pools/development", "vms", "105,204", "delete", "1");
            api.done("DELETE", "/pools/development");
        }
    }

    @Test
    void aGuestThatDoesNotExistIsTakenInSilence() throws Exception {
        try (SimulatedApi api = SimulatedApi.of("9.2")) {
            api.done("POST", "/pools", "poolid", "dev");
            api.done("PUT", "/pools", "poolid", "dev", "vms", "999");
            assertEquals(List.of(), api.list("/pools", "poolid", "dev").getFirst().get("members"));
            api.done("DELETE", "/pools", "poolid", "dev");
        }
    }
}
