package io.github.proxmoxtools.tools.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.ToolCall;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.ParamType;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Toolset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every tool keeps: its golden file, the official schema of every version, its work against the simulator with the
 * least and with all arguments, and its refusal of what is missing, mistyped or hostile.
 */
public abstract class ToolsetContract {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "tools");

    private final Catalog catalog = Catalog.of(List.of(toolset()));

    /**
     * Gives the toolset under test.
     *
     * @return the toolset
     */
    protected abstract Toolset toolset();

    /**
     * Names what the simulated cluster holds.
     *
     * @return example values by parameter name, or by {@code tool.parameter} where one tool needs another
     */
    protected abstract Map<String, Object> examples();

    /**
     * Lists parameters that cannot be given together with others, so that the call with all arguments leaves them out.
     *
     * @return {@code tool.parameter} names
     */
    protected Set<String> notWithOthers() {
        return Set.of();
    }

    /**
     * Brings the simulated cluster into the state that a tool needs.
     *
     * @param tool the tool
     * @param simulated the cluster
     * @return arguments that only this state can give, by name; those that are given are replaced
     */
    protected Map<String, Object> prepare(Tool tool, SimulatedEngine simulated) {
        return Map.of();
    }

    @TestFactory
    Stream<DynamicTest> looksAsItsGoldenFile() {
        return each(tool -> new GoldenFiles(GOLDEN).compare(tool.name() + ".json",
                JsonText.pretty(ToolFacts.of(catalog.entry(tool.name()).orElseThrow())) + "\n"));
    }

    @Test
    void hasNoGoldenFileWithoutTool() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> golden = Files.list(GOLDEN)) {
            golden.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
        }
        assertEquals(catalog.tools().stream().map(Tool::name).collect(Collectors.toCollection(TreeSet::new)), files);
    }

    @TestFactory
    Stream<DynamicTest> fitsTheOfficialSchema() {
        return each(tool -> assertEquals(List.of(), SchemaCheck.problems(tool)));
    }

    @TestFactory
    Stream<DynamicTest> showsExamplesThatAreRight() {
        return each(tool -> tool.params().forEach(param -> {
            if (param.type() instanceof ParamType.Text text) {
                text.form().ifPresent(form -> assertTrue(form.example().matches(form.pattern())
                        && form.example().length() <= text.maxLength().orElse(Long.MAX_VALUE), param + ": " + form));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> worksWithTheLeastArguments() {
        Examples examples = new Examples(examples());
        return eachVersion((tool, version) -> works(tool, version, examples.minimal(tool)));
    }

    @TestFactory
    Stream<DynamicTest> worksWithAllArguments() {
        Examples examples = new Examples(examples());
        return eachVersion((tool, version) -> {
            Map<String, Object> arguments = examples.full(tool);
            arguments.keySet().removeIf(name -> notWithOthers().contains(tool.name() + "." + name));
            tool.params().stream().filter(param -> !param.versions().include(version))
                    .forEach(param -> arguments.remove(param.name()));
            works(tool, version, arguments);
        });
    }

    private void works(Tool tool, String version, Map<String, Object> arguments) {
        try (SimulatedEngine simulated = new SimulatedEngine(catalog, version)) {
            arguments.putAll(prepare(tool, simulated));
            ToolResult result = simulated.engine()
                    .run(ToolCall.of(tool.name(), arguments).confirmedBy(Confirmer.ALWAYS));
            keepsItsOutcome(tool, result);
        } catch (ToolFailure failure) {
            fail(tool + " on " + version + " with " + arguments + ": " + JsonText.pretty(failure.toMap()), failure);
        }
    }

    @TestFactory
    Stream<DynamicTest> asksAboutWhatCanBeRead() {
        Examples examples = new Examples(examples());
        return each(tool -> {
            if (!isRaw(tool) || hasExample(tool)) {
                asksAboutWhatCanBeRead(tool, examples.minimal(tool));
            }
        });
    }

    private void asksAboutWhatCanBeRead(Tool tool, Map<String, Object> arguments) {
        try (SimulatedEngine simulated = new SimulatedEngine(catalog, "9.2")) {
            arguments.putAll(prepare(tool, simulated));
            Map<String, ?> facts = simulated.engine().plan(ToolCall.of(tool.name(), arguments)).facts();
            assertFalse(facts.containsKey("not_readable") || facts.containsKey("not_read"), facts::toString);
        }
    }

    @TestFactory
    Stream<DynamicTest> declaresItsSecrets() {
        return each(tool -> tool.action().endpoints().forEach(endpoint -> tool.params().stream()
                .filter(param -> SecretPlaces.isSecret(endpoint.path(), param.apiName()))
                .forEach(param -> assertTrue(param.isSecret(), () -> tool + " " + param))));
    }

    /** In results, in failures that quote what was sent, and in what is logged. */
    @TestFactory
    Stream<DynamicTest> tellsNoSecret() {
        Examples examples = new Examples(examples());
        return each(tool -> {
            if (!isRaw(tool) || hasExample(tool)) {
                tellsNoSecret(tool, examples.minimal(tool));
                Map<String, Object> full = examples.full(tool);
                full.keySet().removeIf(name -> notWithOthers().contains(tool.name() + "." + name));
                tellsNoSecret(tool, full);
                tellsNoSecret(tool, PlantedSecrets.about(examples.minimal(tool)));
            }
        });
    }

    private void tellsNoSecret(Tool tool, Map<String, Object> arguments) {
        try (SimulatedEngine simulated = new SimulatedEngine(catalog, "9.2")) {
            arguments.putAll(prepare(tool, simulated));
            PlantedSecrets.in(simulated.simulator());
            Map<String, Object> secret = PlantedSecrets.among(arguments, tool);
            Fault echo = Fault.status(500, "echo: " + secret);
            List.of("GET", "POST", "PUT", "DELETE")
                    .forEach(method -> simulated.simulator().faults().always(method, "/**", echo));
            assertHides(simulated, () -> said(simulated, tool, secret));
            simulated.simulator().faults().clear();
            assertHides(simulated, () -> planned(simulated, tool, secret));
            assertHides(simulated, () -> said(simulated, tool, secret));
        }
    }

    private static void assertHides(SimulatedEngine simulated, Supplier<String> call) {
        PrintStream usual = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        String answered;
        try {
            answered = call.get();
        } finally {
            System.setErr(usual);
        }
        String said = answered + logged.toString(StandardCharsets.UTF_8);
        PlantedSecrets.traces().forEach(secret -> assertFalse(said.contains(secret), said));
        assertFalse(said.contains(simulated.simulator().adminTokenSecret()), said);
    }

    private static String planned(SimulatedEngine simulated, Tool tool, Map<String, Object> arguments) {
        try {
            return simulated.engine().plan(ToolCall.of(tool.name(), arguments)).toString();
        } catch (ToolFailure failure) {
            return failure.toMap() + String.valueOf(failure.getMessage());
        }
    }

    private static String said(SimulatedEngine simulated, Tool tool, Map<String, Object> arguments) {
        try {
            return simulated.run(tool.name(), arguments).toMap().toString();
        } catch (ToolFailure failure) {
            return failure.toMap() + String.valueOf(failure.getMessage());
        }
    }

    /** Where a version answers at once what others make a task, there is nothing but that it was done. */
    private static void keepsItsOutcome(Tool tool, ToolResult result) {
        Object shown = JsonText.parse(JsonText.compact(result.toMap()));
        Supplier<String> words = () -> tool + " answered " + shown;
        if (result.content() instanceof ToolResult.Task task) {
            assertEquals("OK", task.facts().get("exitstatus"), words);
        } else if (result.content() instanceof ToolResult.Listing listing) {
            assertTrue(listing.total() >= listing.items().size(), words);
        } else if (result.content() instanceof ToolResult.Value value
                && (tool.outcome() instanceof Outcome.Data || tool.outcome() instanceof Outcome.Program)) {
            assertNotNull(value.value(), words);
        }
        assertEquals(tool.outcome() instanceof Outcome.Listing, result.content() instanceof ToolResult.Listing, words);
        assertEquals(tool.outcome() instanceof Outcome.Listing,
                shown instanceof Map<?, ?> map && map.get("items") instanceof List, words);
        assertFalse(result.isPartial(), words);
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsMissing() {
        Map<String, Object> none = Map.of();
        return each(tool -> {
            Set<String> required = tool.params().stream().filter(tool::needs).map(Param::name)
                    .collect(Collectors.toSet());
            tool.oneOfs().forEach(group -> required.add(group.params().getFirst().name()));
            if (!required.isEmpty()) {
                assertEquals(required, refused(tool, none).details().keySet());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatItDoesNotKnow() {
        Examples examples = new Examples(examples());
        return each(tool -> {
            Map<String, Object> arguments = examples.minimal(tool);
            arguments.put("no-such-parameter", "x");
            if (!tool.acceptsOfficialParameters()) {
                assertEquals(Set.of("no-such-parameter"), refused(tool, arguments).details().keySet());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesMistypedAndHostileArguments() {
        Examples examples = new Examples(examples());
        return each(tool -> {
            for (Param<?> param : tool.params()) {
                for (Object hostile : HostileValues.of(tool, param)) {
                    Map<String, Object> arguments = new LinkedHashMap<>(examples.minimal(tool));
                    arguments.put(param.name(), hostile);
                    assertEquals(Set.of(param.name()), refused(tool, arguments).details().keySet(),
                            () -> tool + " " + param + " = " + hostile);
                }
            }
        });
    }

    @Test
    void copesWithArgumentsOfAllKinds(@TempDir Path folder) {
        Examples examples = new Examples(examples());
        try (HostileCalls calls = new HostileCalls(catalog, folder)) {
            for (Tool tool : catalog.tools()) {
                if (!isRaw(tool) || hasExample(tool)) {
                    Map<String, Object> full = examples.full(tool);
                    full.keySet().removeIf(name -> notWithOthers().contains(tool.name() + "." + name));
                    calls.on(tool, List.of(examples.minimal(tool), full));
                }
            }
        }
    }

    /** Nothing may leave for the server: the engine of this test could not reach one. */
    private ToolFailure refused(Tool tool, Map<String, Object> arguments) {
        try (var engine = io.github.proxmoxtools.tools.engine.Engine.builder(catalog, () -> {
            throw new AssertionError(tool + " wanted to send something for " + arguments);
        }).fileRoots(List.of(Path.of("/"))).build()) {
            ToolFailure failure = assertThrows(ToolFailure.class,
                    () -> engine.run(ToolCall.of(tool.name(), arguments).confirmedBy(Confirmer.ALWAYS)),
                    () -> tool + " accepted " + arguments);
            assertEquals(FailureKind.BAD_ARGUMENT, failure.kind(), failure::error);
            return failure;
        }
    }

    private interface Check {
        void of(Tool tool);
    }

    private interface VersionCheck {
        void of(Tool tool, String version);
    }

    private Stream<DynamicTest> each(Check check) {
        return catalog.tools().stream().map(tool -> dynamicTest(tool.name(), () -> check.of(tool)));
    }

    private Stream<DynamicTest> eachVersion(VersionCheck check) {
        return catalog.tools().stream().filter(tool -> !isRaw(tool) || hasExample(tool))
                .flatMap(tool -> ApiIndex.versions().stream().filter(tool.versions()::include)
                        .map(version -> dynamicTest(tool.name() + " on " + version, () -> check.of(tool, version))));
    }

    private static boolean isRaw(Tool tool) {
        return tool.action() instanceof Action.Raw || tool.action() instanceof Action.RawUpload;
    }

    private boolean hasExample(Tool tool) {
        return examples().keySet().stream().anyMatch(name -> name.startsWith(tool.name() + "."));
    }
}
