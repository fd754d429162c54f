package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.proxmoxtools.tools.spi.Column;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolSchemasTest {
    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> schema) {
        return (Map<String, Object>) schema.getOrDefault("properties", Map.of());
    }

    @Test
    void describesEachType() {
        Tool tool = Samples.changes("proxmox_sample", "sample").post("/nodes/{node}/qemu/{vmid}/snapshot",
                GuestInput.VM, Param.text("text", "A text.").pattern("[a-z]+", "letters", "a").max(40).alias("old"),
                Param.whole("whole", "").min(1).max(9).optional(),
                Param.decimal("decimal", "").min(0).max(1).optional(), Param.flag("flag", ""),
                Param.choice("choice", "", "a", "b").optional(), Param.list("list", "").optional(),
                Param.repeated("repeated", "").optional(), Param.mapping("mapping", "").optional(),
                Param.localFile("file", "").optional(), Param.text("password", "").secret().optional())
                .startsTask();
        Map<String, Object> schema = ToolSchemas.input(tool);
        assertEquals("object", schema.get("type"));
        assertEquals(List.of("vmid", "text"), schema.get("required"));
        assertEquals(false, schema.get("additionalProperties"));
        Map<String, Object> properties = properties(schema);
        assertEquals(Map.of("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "string"))),
                properties.get("vmid"),
                "explained once for all tools");
        assertEquals(Map.of("type", "string", "maxLength", 40L, "description", "A text."),
                properties.get("text"));
        assertEquals(Map.of("type", "integer", "minimum", 1L, "maximum", 9L), properties.get("whole"));
        assertEquals(Map.of("type", "number", "minimum", 0.0, "maximum", 1.0), properties.get("decimal"));
        assertEquals(Map.of("type", "boolean"), properties.get("flag"));
        assertEquals(Map.of("type", "string", "enum", List.of("a", "b")), properties.get("choice"));
        Map<String, Object> texts = Map.of("type", "array", "items", Map.of("type", "string"));
        assertEquals(texts, properties.get("list"));
        assertEquals(texts, properties.get("repeated"));
        assertEquals(Map.of("type", "object"), properties.get("mapping"));
        assertEquals(Map.of("type", "string"), properties.get("file"));
        assertEquals(Map.of("type", "boolean"), properties.get("wait"));
        assertEquals(Map.of("type", "integer"), properties.get("wait_timeout"));
        assertEquals(Map.of("type", "string"), properties.get("node"), "explained once for all tools");
        assertFalse(properties.containsKey("old"), "aliases are not advertised");
        assertFalse(properties.containsKey("view"));
    }

    @Test
    void listsTakeAViewAndOfficialParametersMore() {
        assertEquals(Set.of("view"), properties(ToolSchemas.input(Samples.listing())).keySet());
        Tool open = Samples.changes("proxmox_sample", "sample").post("/pools").acceptsOfficialParameters()
                .returnsNothing();
        assertEquals(Map.of("type", "object", "properties", Map.of()), ToolSchemas.input(open));
    }

    @Test
    @SuppressWarnings("unchecked")
    void saysTheUnitsOfAListsFigures() {
        Tool tool = Samples.listing(Column.plain("name"), Column.bytes("mem"));
        Map<String, Object> items = (Map<String, Object>) properties(ToolSchemas.output(tool)).get("items");
        assertEquals(Map.of("type", "object", "description", "mem: bytes"), items.get("items"));
    }

    @Test
    void describesAnswers() {
        assertEquals(Set.of("count", "total", "items", "error"),
                properties(ToolSchemas.output(Samples.listing())).keySet());
        assertEquals(Set.of("error"), properties(ToolSchemas.output(Samples.taking())).keySet());
        Tool task = Samples.changes("proxmox_sample", "sample").post("/pools").startsTask();
        assertEquals(Set.of("upid", "status", "exitstatus", "error"), properties(ToolSchemas.output(task)).keySet());
    }
}
