package io.github.proxmoxtools.mcp.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.proxmoxtools.mcp.TestCluster;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Engine;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolSchemas;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.GuestKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds for the answers of every tool of the catalogue. */
class AllToolsTest {
    private static final Map<String, Object> KNOWN = Map.ofEntries(Map.entry("node", "pve1"),
            Map.entry("storage", "local"), Map.entry("userid", "alice@pve"), Map.entry("service", "cron"),
            Map.entry("type", "nfs"), Map.entry("server", "10.0.0.9"), Map.entry("method", "GET"),
            Map.entry("path", "/cluster/resources"), Map.entry("file", "/etc/passwd"), Map.entry("pid", 1));

    private final Catalog catalog = Catalog
            .of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset()));
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void everyFailureFitsEveryOutputSchema() {
        for (Tool tool : catalog.tools()) {
            Schema schema = schema(tool);
            for (FailureKind kind : FailureKind.values()) {
                Answer answer = Answer.ofFailure(failure(kind), tool.showsForeignText());
                assertEquals(List.of(), problems(schema, answer), () -> tool + " with " + kind);
            }
            assertEquals(List.of(), problems(schema, Answer.ofMistake()), tool::name);
        }
    }

    @Test
    void theSchemasRefuseWhatDoesNotFit() {
        Tool list = catalog.find("proxmox_vm_list").orElseThrow();
        assertEquals(1, schema(list).validate("{\"items\":\"none\"}", InputFormat.JSON).size());
    }

    @Test
    void answersOfReadingToolsFitTheirSchemaAndTheirBudget() {
        Map<String, Integer> sizes = new TreeMap<>();
        try (Simulator simulator = Simulator.builder().guests(2_000).start();
                Engine engine = Engine.builder(catalog, () -> TestCluster.client(simulator).build()).build()) {
            int worked = 0;
            for (Tool tool : catalog.tools()) {
                if (tool.highestSafety() == Safety.READ || tool.name().equals("proxmox_api_call")) {
                    worked += checked(tool, engine, arguments(tool), Budget.USUAL, sizes) ? 1 : 0;
                    Map<String, Object> more = new LinkedHashMap<>(arguments(tool));
                    more.put("view", Map.of("limit", 100_000, "fields", List.of("*")));
                    checked(tool, engine, more, Budget.HARD, sizes);
                }
            }
            int answered = worked;
            assertTrue(answered > 40, () -> "only " + answered + " gave an answer");
        }
        assertTrue(sizes.get("proxmox_vm_list") > Budget.USUAL.bytes(), sizes::toString);
    }

    private boolean checked(Tool tool, Engine engine, Map<String, Object> arguments, Budget budget,
            Map<String, Integer> sizes) {
        Answer answer;
        try {
            answer = Answer.of(engine.run(ToolCall.of(tool.name(), arguments)), arguments);
        } catch (ToolFailure failure) {
            answer = Answer.ofFailure(failure.toMap(), tool.showsForeignText());
        }
        int size = answer.text().getBytes(StandardCharsets.UTF_8).length;
        String beginning = answer.text().substring(0, Math.min(300, answer.text().length()));
        assertTrue(size <= budget.bytes(), () -> tool + " answers with " + size + " bytes: " + beginning);
        assertEquals(List.of(), problems(schema(tool), answer), tool::name);
        sizes.merge(tool.name(), size, Math::max);
        return !answer.failed();
    }

    private static Map<String, Object> arguments(Tool tool) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Param<?> param : tool.params()) {
            if (tool.needs(param)) {
                arguments.put(param.name(), KNOWN.getOrDefault(param.name(), "example"));
            }
        }
        tool.guest().map(GuestInput::kind).ifPresent(kind -> arguments.put("vmid", kind == GuestKind.LXC ? 200 : 100));
        return arguments;
    }

    private static Map<String, Object> failure(FailureKind kind) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("error", "what went wrong");
        failure.put("category", kind.category());
        failure.put("code", kind.code());
        failure.put("guidance", "");
        failure.put("retryable", kind.retryable());
        failure.put("endpoint", "/nodes/pve1");
        failure.put("method", "GET");
        failure.put("httpStatus", 500);
        failure.put("details", Map.of("upid", "UPID:x", "log", List.of("line"), "status", "stopped", "data", 1));
        failure.put("requiredPrivilege", "/vms/100, VM.Audit");
        failure.put("plan_token", "x");
        return failure;
    }

    private Schema schema(Tool tool) {
        return schemas.getSchema(JsonText.compact(ToolSchemas.output(tool)), InputFormat.JSON);
    }

    private static List<String> problems(Schema schema, Answer answer) {
        return schema.validate(JsonText.compact(answer.content()), InputFormat.JSON).stream().map(Error::toString)
                .toList();
    }
}
