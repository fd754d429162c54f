package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of objects, property strings, and arguments as older callers wrote them. */
class ArgumentFormsTest {
    private static final Param<List<Map<String, Object>>> COMMANDS = Param.objects("commands", "");
    private static final Param<String> NET0 = Param.propertyString("net0", "").optional();
    private static final Tool CONFIGURE = Samples.changes("proxmox_sample_config", "sample", "config")
            .put("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM, NET0).returnsNothing();
    private static final Tool OLDER = Samples.reads("proxmox_sample", "sample")
            .get("/version", Param.text("name", "").notSent())
            .acceptsOlderForms(ArgumentFormsTest::withName).returnsData();

    private static Map<String, @Nullable Object> withName(Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> today = new LinkedHashMap<>(arguments);
        Object old = today.remove("title");
        if (old != null) {
            today.put("name", "old " + old);
        }
        return today;
    }

    private static List<Map<String, Object>> objects(Object value) {
        return Samples.bind(Samples.taking(COMMANDS), Map.of("commands", value)).get(COMMANDS);
    }

    @Test
    void takesObjectsAsListTextOrSingly() {
        List<Map<String, Object>> expected = List.of(Map.of("path", "time", "method", "GET"));
        assertEquals(expected, objects(expected));
        assertEquals(expected, objects("[{\"path\":\"time\",\"method\":\"GET\"}]"));
        assertEquals(expected, objects("{\"path\":\"time\",\"method\":\"GET\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1]", "time", "{", "[{}"})
    void refusesWhatIsNoListOfObjects(String text) {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> objects(text));
        assertEquals(java.util.Set.of("commands"), failure.details().keySet(), failure.error());
    }

    @Test
    void hidesSecretsInsideObjects() {
        Bound bound = Samples.bind(Samples.taking(COMMANDS),
                Map.of("commands", List.of(Map.of("password", "hunter2-hunter2"))));
        assertEquals(java.util.Set.of("hunter2-hunter2"), bound.secrets());
    }

    @Test
    void checksPropertyStringsBeforeAnythingIsSent() {
        try (Lab lab = new Lab(); Engine engine = engine(lab, CONFIGURE)) {
            ToolFailure failure = assertThrows(ToolFailure.class, () -> engine.run(ToolCall.of(CONFIGURE.name(),
                    Map.of("vmid", 105, "net0", "virtio,bridg=vmbr0"))));
            assertEquals(FailureKind.BAD_ARGUMENT, failure.kind());
            assertEquals(java.util.Set.of("net0"), failure.details().keySet(), failure.error());
            assertEquals(List.of(), lab.writes());
            engine.run(ToolCall.of(CONFIGURE.name(), Map.of("vmid", 105, "net0", "virtio,bridge=vmbr0")));
            assertEquals(1, lab.writes().size());
        }
    }

    @Test
    void acceptsWhatOlderCallersWrote() {
        assertEquals("old x", Samples.bind(OLDER, Map.of("title", "x")).values().get("name"));
        assertEquals("x", Samples.bind(OLDER, Map.of("name", "x")).values().get("name"));
        ToolFailure failure = assertThrows(ToolFailure.class, () -> Samples.bind(OLDER, Map.of("titel", "x")));
        assertTrue(failure.error().contains("titel"), failure.error());
    }

    private static Engine engine(Lab lab, Tool tool) {
        return Engine.builder(Samples.catalog(tool), () -> lab.client(Duration.ofSeconds(10))).build();
    }

    @Test
    void whatChangesSettingsMustSayWhich() {
        Param<String> language = Param.text("language", "").optional();
        Param<String> keyboard = Param.text("keyboard", "").optional();
        Tool tool = Samples.changes("proxmox_sample", "sample").put("/cluster/options", language, keyboard)
                .needsOneOfOrOfficial(language, keyboard).acceptsOfficialParameters().returnsNothing();

        for (Map<String, Object> nothing : List.of(Map.<String, Object>of(), Map.<String, Object>of("digest", "ab"))) {
            InvalidCall refusal = assertThrows(InvalidCall.class, () -> Samples.bind(tool, nothing));
            assertEquals("language: give at least one of language, keyboard, or another official parameter",
                    refusal.error());
        }
        assertEquals("de", Samples.bind(tool, Map.of("keyboard", "de")).get(keyboard));
        Bound other = Samples.bind(tool, Map.of("migration", "type=insecure"));
        assertTrue(Condition.official("migration").holds(other));
        assertFalse(Condition.official("http_proxy").holds(other));
    }
}
