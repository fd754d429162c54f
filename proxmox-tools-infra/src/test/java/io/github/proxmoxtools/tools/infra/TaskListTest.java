package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks of all nodes, where the cluster's own list cannot honour the filters. */
class TaskListTest {
    private static final String LIST = "proxmox_task_list";
    @AutoClose
    private final InfraLab lab = InfraLab.newest();

    /** Why a list is empty is looked into afterwards. */
    private String lastSent() {
        return lab.sent().stream().filter(sent -> sent.contains("/tasks")).reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void oneNodeThatDoesNotAnswerIsNamedAndTheOthersAreListed() {
        lab.run("proxmox_node_apt_update", Map.of("node", "pve1"));
        lab.simulator.faults().on("GET", "/nodes/pve2/tasks", 1, Fault.status(500, "disk is full"));
        lab.simulator.state().setOnline("pve3", false);
        ToolResult result = lab.run(LIST, Map.of("typefilter", "aptupdate"));

        assertEquals(Set.of("pve2", "pve3"), result.missing().keySet());
        assertTrue(result.toMap().get("items").toString().contains("aptupdate"), () -> result.toMap().toString());
    }

    @ParameterizedTest
    @CsvSource({"running,archive,active", "running,all,active", "stopped,active,archive"})
    void runningTasksOfTheArchiveAreRefused(String status, String source, String right) {
        ToolFailure failure = lab.failure(LIST, Map.of("statusfilter", status, "source", source));

        assertTrue(failure.error().contains("source=" + right), failure::error);
        assertEquals(List.of(), lab.sent());
    }

    @Test
    void runningAndStoppedChooseTheSource() {
        lab.run(LIST, Map.of("node", "pve1", "statusfilter", "running", "source", "active"));
        assertTrue(lastSent().contains("source=active"), lab.sent()::toString);
        assertFalse(lastSent().contains("statusfilter"), lab.sent()::toString);
        lab.run(LIST, Map.of("node", "pve1", "statusfilter", "error", "source", "archive"));
        assertTrue(lastSent().contains("statusfilter=error"), lab.sent()::toString);
    }
}
