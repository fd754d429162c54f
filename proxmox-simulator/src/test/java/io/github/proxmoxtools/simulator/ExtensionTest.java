package io.github.proxmoxtools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

@ProxmoxSimulator(nodes = {"a", "b"}, profile = "8.4")
class ExtensionTest {
    private @Nullable Simulator prepared;
    private static @Nullable Simulator before;

    @BeforeEach
    void prepare(Simulator simulator) {
        prepared = simulator;
    }

    @Test
    void aTestAndItsPreparationShareASimulator(Simulator simulator) {
        assertSame(prepared, simulator);
        assertNotSame(before, simulator);
        before = simulator;
    }

    @Test
    void eachTestHasItsOwn(Simulator simulator) {
        assertNotSame(before, simulator);
        before = simulator;
    }

    @Test
    void attributesDescribeTheCluster(Simulator simulator) throws Exception {
        assertEquals(List.of("a", "b"), simulator.nodes());
        assertEquals(true, RawClient.once(simulator, "GET", "/version", "").body().contains("\"release\":\"8.4\""));
    }

    @Test
    @ProxmoxSimulator(nodes = "alone", seed = Seed.LARGE, guests = 3)
    void aTestCanDescribeItsOwn(Simulator simulator) {
        assertEquals(List.of("alone"), simulator.nodes());
    }

    @Nested
    class Shared {
        private static @Nullable Simulator shared;

        @BeforeAll
        static void share(Simulator simulator) {
            shared = simulator;
        }

        @Test
        void whatTheClassWasGivenIsForAllItsTests(Simulator simulator) {
            assertSame(shared, simulator);
            assertEquals(List.of("a", "b"), simulator.nodes());
        }
    }
}
