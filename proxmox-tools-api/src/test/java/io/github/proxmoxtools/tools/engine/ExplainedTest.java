package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainedTest {
    private static final Tool TOOL = Samples.reads("proxmox_sample", "sample").get("/version")
            .returnsData(Column.bytes("mem"), Column.epoch("starttime"), Column.plain("name"));

    private static Map<String, ?> shown(Object value) {
        return new ToolResult(TOOL, Optional.empty(), new ToolResult.Value(value), List.of()).toMap();
    }

    @Test
    void writesTimesOutAndNamesTheUnitsThatAreThere() {
        Map<String, ?> shown = shown(Map.of("starttime", 1_800_000_000L));
        assertEquals(Map.of("starttime", 1_800_000_000L, "starttime_iso", "2027-01-15T08:00:00Z"), shown.get("data"));
        assertEquals(Map.of("starttime", "seconds since 1970-01-01 UTC"), shown.get("units"));
    }

    @Test
    void takesTimesThatComeAsTextAndInsideOfOthers() {
        Map<String, ?> shown = shown(Map.of("task", List.of(Map.of("starttime", "1800000000", "mem", 5))));
        assertEquals(Map.of("task", List.of(Map.of("starttime", "1800000000", "starttime_iso", "2027-01-15T08:00:00Z",
                "mem", 5))), shown.get("data"));
        assertEquals(Map.of("starttime", "seconds since 1970-01-01 UTC", "mem", "bytes"), shown.get("units"));
    }

    @Test
    void leavesNeverAndNoTimesAlone() {
        assertEquals(Map.of("starttime", 0), shown(Map.of("starttime", 0)).get("data"));
        assertEquals(Map.of("starttime", "soon"), shown(Map.of("starttime", "soon")).get("data"));
        assertFalse(shown(Map.of("name", "x")).containsKey("units"));
    }
}
