package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripts whose work has parts: some of it may not be done, and objects travel as JSON text. */
@Timeout(60)
class ScriptPartsTest {
    private static final Param<List<Map<String, Object>>> PARTS = Param.objects("parts", "").notSent();
    private static final Endpoint NEW_USER = Endpoint.post("/access/users");
    private static final Tool TOOL = Samples.changes("proxmox_sample_parts", "sample", "parts").calls(NEW_USER)
            .takes(PARTS).runs(ScriptPartsTest::work).returnsData();

    private static Work work(Reading reading) {
        return Work.of(Step.of("Add", Query.of(NEW_USER).with("userid", "new@pve")
                .with("comment", reading.arguments().get(PARTS)))).answering(answers -> {
                    reading.lacks("the second part", InvalidCall.argument("parts", "cannot be done"));
                    return Map.of("done", 1);
                });
    }

    private static ToolCall call(List<Map<String, Object>> parts) {
        return ToolCall.of(TOOL.name(), Map.of("parts", parts));
    }

    @Test
    void aPartThatWasNotDoneIsNamedAndMakesTheResultPartial() {
        try (Lab lab = new Lab(); Engine engine = engine(lab)) {
            ToolResult result = engine.run(call(List.of(Map.of("a", 1))));

            assertTrue(result.isPartial());
            assertEquals(Map.of("done", 1), result.toMap().get("data"));
            assertEquals("partial", result.toMap().get("code"));
            assertEquals(List.of("Not done: the second part: parts: cannot be done"), result.notes());
            assertEquals(Set.of("the second part"), result.missing().keySet());
        }
    }

    @Test
    void objectsTravelAsJsonText() {
        try (Lab lab = new Lab(); Engine engine = engine(lab)) {
            Plan plan = engine.plan(call(List.of(Map.of("a", List.of(1, 2)), Map.of("b", "=&"))));

            assertEquals("[{\"a\":[1,2]},{\"b\":\"=&\"}]", plan.writes().getFirst().parameters().get("comment"));
        }
    }

    @Test
    void hidesSecretsThatStandDeepInObjectsAndEscaped() {
        try (Lab lab = new Lab(); Engine engine = engine(lab)) {
            String plan = engine.plan(call(List.of(Map.of("args", Map.of("password", "say \"friend\""))))).toString();

            assertFalse(plan.contains("friend"), plan);
        }
    }

    private static Engine engine(Lab lab) {
        return Engine.builder(Samples.catalog(TOOL), () -> lab.client(Duration.ofSeconds(10))).build();
    }

    @Test
    void whatAScriptMakesOfASecretIsSecretToo() {
        Param<String> key = Param.text("comment", "").secret();
        Tool tool = Samples.changes("proxmox_sample_secret", "sample", "secret").calls(NEW_USER).takes(key)
                .runs(reading -> Work.of(Step.of("Add " + reading.arguments().get(key), Query.of(NEW_USER)
                        .with("userid", "new@pve").with("comment", "wrapped-" + reading.arguments().get(key))))
                        .answering(answers -> Map.of("said", "wrapped-" + reading.arguments().get(key))))
                .returnsData();
        try (Lab lab = new Lab();
                Engine engine = Engine.builder(Samples.catalog(tool),
                        () -> lab.client(java.time.Duration.ofSeconds(10))).build()) {
            ToolCall call = ToolCall.of(tool.name(), Map.of("comment", "tell nobody"));

            assertEquals("***", engine.plan(call).writes().getFirst().parameters().get("comment"));
            assertEquals(Map.of("said", "***"), engine.run(call).toMap().get("data"));
        }
    }
}
