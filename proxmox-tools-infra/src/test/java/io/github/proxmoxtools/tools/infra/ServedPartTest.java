package io.github.proxmoxtools.tools.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Lists that the server gives in parts: what came is not taken for all that is there. */
class ServedPartTest {
    private static final String TASKS = "proxmox_task_list";
    private static final String OTHERS = "start and limit get the others.";
    @AutoClose
    private final InfraLab lab = InfraLab.newest();

    private void threeTasksOn(String node) {
        for (int i = 0; i < 3; i++) {
            lab.run("proxmox_node_apt_update", Map.of("node", node));
        }
    }

    private Map<String, Object> ended(String tool, Map<String, Object> arguments) {
        Map<String, Object> answer = new LinkedHashMap<>();
        lab.run(tool, arguments).toMap().forEach((name, value) -> {
            if (value != null && !List.of("items", "units").contains(name)) {
                answer.put(name, value);
            }
        });
        return answer;
    }

    @Test
    void totalIsTheServersNotThatOfThePart() {
        threeTasksOn("pve1");

        assertEquals(Map.of("count", 2, "total", 3, "notes", List.of("The server gave 2 of 3; " + OTHERS)),
                ended(TASKS, Map.of("node", "pve1", "typefilter", "aptupdate", "limit", 2)));
        assertEquals(
                Map.of("count", 1, "total", 3, "notes",
                        List.of("The server gave 1 of 3 after skipping 2; " + OTHERS)),
                ended(TASKS, Map.of("node", "pve1", "typefilter", "aptupdate", "start", 2)));
        assertEquals(Map.of("count", 3, "total", 3),
                ended(TASKS, Map.of("node", "pve1", "typefilter", "aptupdate", "limit", 3)));
    }

    @Test
    void totalsOfNodesAreAddedUp() {
        threeTasksOn("pve1");
        threeTasksOn("pve2");

        assertEquals(
                Map.of("count", 2, "total", 6, "notes",
                        List.of("The nodes gave 2 of 6; start and limit, which count on each node, get the others.")),
                ended(TASKS, Map.of("typefilter", "aptupdate", "limit", 1)));
    }

    @Test
    void nothingBehindTheEndIsNotALackOfRights() {
        threeTasksOn("pve1");

        assertEquals(
                Map.of("count", 0, "total", 3, "notes",
                        List.of("The server gave nothing after skipping 7, and has 3 in all; " + OTHERS)),
                ended(TASKS, Map.of("node", "pve1", "typefilter", "aptupdate", "start", 7)));
    }

    @Test
    void viewReachesOnlyWhatCame() {
        threeTasksOn("pve1");

        assertEquals(
                Map.of("count", 1, "total", 3, "notes",
                        List.of("The server gave 2 of 3; " + OTHERS,
                                "Shown: 1 of 2; view.limit, view.offset and view.filter get the rest.")),
                ended(TASKS, Map.of("node", "pve1", "typefilter", "aptupdate", "limit", 2, "view",
                        Map.of("limit", 1))));
        assertEquals(Map.of("count", 2, "total", 2, "notes", List.of("The server gave 2 of 3; " + OTHERS)),
                ended(TASKS, Map.of("node", "pve1", "typefilter", "aptupdate", "limit", 2, "view",
                        Map.of("filter", "status=OK"))));
    }

    @Test
    void logsSayHowLongTheyAre() {
        String upid = String.valueOf(lab.run("proxmox_node_apt_update", Map.of("node", "pve1")).toMap().get("upid"));
        Object length = ended("proxmox_task_log", Map.of("upid", upid)).get("total");

        assertEquals(
                Map.of("count", 1, "total", length, "notes",
                        List.of("The server gave 1 of " + length + "; " + OTHERS)),
                ended("proxmox_task_log", Map.of("upid", upid, "limit", 1)));
        assertNotEquals(1, length);
    }
}
