package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolToolsTest {
    private static final String LIST = "proxmox_pool_list";
    private static final String CREATE = "proxmox_pool_create";
    private static final String DELETE = "proxmox_pool_delete";

    @ParameterizedTest
    @CsvSource({"7.4, DELETE /pools/made", "8.4, DELETE /pools?poolid=made", "9.2, DELETE /pools?poolid=made"})
    void aPoolIsMadeAndDeletedAsTheVersionWantsIt(String version, String deletion) {
        try (InfraLab lab = InfraLab.of(version)) {
            lab.run(CREATE, Map.of("poolid", "made", "comment", "For a test"));
            assertTrue(lab.column(LIST, Map.of(), "poolid").contains("made"));
            assertEquals(List.of("For a test"), lab.column(LIST, Map.of("poolid", "made"), "comment"));

            lab.run(DELETE, Map.of("poolid", "made"));
            assertEquals(deletion, lab.writes().getLast());
            assertEquals(List.of("development", "production"), lab.column(LIST, Map.of(), "poolid"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "8.4", "9.2"})
    void onePoolHasItsMembersOnEveryVersion(String version) {
        try (InfraLab lab = InfraLab.of(version)) {
            Data pool = Data.of(lab.run(LIST, Map.of("poolid", "development", "type", "lxc")).toMap().get("items"))
                    .items().getFirst();

            assertEquals("development", pool.at("poolid").text().orElse(""));
            List<Data> members = pool.at("members").items();
            assertEquals(1, members.size());
            assertEquals("wiki-01", members.getFirst().at("name").text().orElse(""));
            assertTrue(members.getFirst().at("maxmem").isAbsent());
        }
    }

    @Test
    void aPoolWithinAPoolIsDeletedByQuery() {
        try (InfraLab lab = InfraLab.newest()) {
            lab.run(CREATE, Map.of("poolid", "development/made"));
            assertEquals(List.of("development/made"), lab.column(LIST, Map.of("poolid", "development/made"),
                    "poolid"));
            lab.run(DELETE, Map.of("poolid", "development/made"));
            assertEquals("DELETE /pools?poolid=development/made", lab.writes().getLast());
        }
    }

    @Test
    void anOlderVersionHasNoPathForAPoolWithinAPool() {
        try (InfraLab lab = InfraLab.of("7.4")) {
            ToolFailure failure = lab.failure(DELETE, Map.of("poolid", "development/made"));

            assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure::error);
            assertEquals(List.of(), lab.writes());
        }
    }

    @Test
    void aPoolWithMembersIsNotDeleted() {
        try (InfraLab lab = InfraLab.newest()) {
            assertTrue(lab.failure(DELETE, Map.of("poolid", "production")).error().contains("is not empty"));
        }
    }

    @Test
    void theTypeOfMembersNeedsAPool() {
        try (InfraLab lab = InfraLab.newest()) {
            assertEquals(Set.of("type"), lab.failure(LIST, Map.of("type", "qemu")).details().keySet());
        }
    }
}
