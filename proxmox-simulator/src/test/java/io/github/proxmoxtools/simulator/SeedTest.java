package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    @Test
    void aLargeClusterHasAsManyGuestsAsWereAskedForOnAllItsNodes() throws Exception {
        long begin = System.nanoTime();
        try (Simulator simulator = Simulator.builder().seed(Seed.LARGE).nodeCount(16).guests(10_000).start()) {
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            // Two seconds where nothing else runs.
            assertTrue(seconds < 30, "started in " + seconds + " s");
            List<Map<?, ?>> guests = guests(simulator);
            assertEquals(10_000, guests.size());
            assertEquals(Set.of("qemu", "lxc"), distinct(guests, "type"));
            assertEquals(Set.of("running", "stopped"), distinct(guests, "status"));
            assertEquals(16, distinct(guests, "node").size());
            assertEquals(10_000, distinct(guests, "name").size());
            assertTrue(distinct(guests, "tags").size() > 20);
        }
    }

    @Test
    void aSmallClusterCanHaveFewerGuestsOrMore() throws Exception {
        for (int count : List.of(0, 3, 20)) {
            try (Simulator simulator = Simulator.builder().guests(count).nodeCount(1).start()) {
                assertEquals(count, guests(simulator).size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void someGuestsAreHighlyAvailable(String profile) throws Exception {
        try (Simulator simulator = Simulator.builder().seed(Seed.HA).profile(profile).start()) {
            String resources = RawClient.once(simulator, "GET", "/cluster/ha/resources", "").body();
            assertTrue(resources.contains("vm:100") && resources.contains("ct:200"), resources);
            String placing = profile.equals("9.2") ? "/cluster/ha/rules" : "/cluster/ha/groups";
            assertTrue(RawClient.once(simulator, "GET", placing, "").body().contains("prefer-first"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--seed huge|No seed huge; there are empty, small, ha, large.",
            "--nodes 0|A cluster has 1 to 64 nodes, not 0.", "--guests x|The option --guests needs a number, not 'x'.",
            "--guests -1|A cluster has 0 to 100000 guests, not -1.",
            "--port 70000|A port is a number from 0 to 65535, not 70000.",
            "--nodes|The option --nodes needs a value."})
    void wrongOptionsAreExplained(String line, String message) {
        var refusal = assertThrows(IllegalArgumentException.class,
                () -> Main.parse(List.of(line.split(" ")).iterator()));
        assertEquals(message, refusal.getMessage());
    }

    private static List<Map<?, ?>> guests(Simulator simulator) throws Exception {
        var answer = (Map<?, ?>) Json.read(RawClient.once(simulator, "GET", "/cluster/resources?type=vm", "").body());
        return ((List<?>) answer.get("data")).stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
    }

    private static Set<Object> distinct(List<Map<?, ?>> rows, String key) {
        return rows.stream().map(row -> (Object) String.valueOf(row.get(key)))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
