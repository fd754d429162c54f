package io.github.proxmoxtools.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.tools.engine.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void whatIsSentIsShownAsNamesAndValues() {
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("memory", 8192);
        sent.put("net0", "virtio,bridge=vmbr0");
        sent.put("description", "two words");
        sent.put("empty", "");
        sent.put("quoted", "a\"b");
        sent.put("list", List.of("a", "b"));
        assertEquals("Change: PUT /nodes/pve1/qemu/100/config memory=8192 net0=virtio,bridge=vmbr0 "
                + "description=\"two words\" empty=\"\" quoted=\"a\\\"b\" list=[\"a\",\"b\"]",
                PlanText.line(new Plan.PlannedCall("Change", "PUT", "/nodes/pve1/qemu/100/config", sent)));
    }
}
