package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ToolRunner;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.contract.GoldenFiles;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.spi.Action;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Toolset;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients see in the list of tools: kept in files that a reader of a change looks at, and bounded in size. */
class ToolsListTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(Path.of("src", "test", "resources", "golden"));
    private static final List<Toolset> ALL = List.of(new VmToolset(), new LxcToolset(), new InfraToolset(),
            new AccessToolset());
    private static final ToolRunner NOBODY = call -> {
        throw new AssertionError("nothing is called");
    };
    private static final int BYTES_PER_TOKEN = 4;
    private static final int COMPACT_BUDGET = 1_200;
    private static final int INSTRUCTIONS_BUDGET = 300;
    private static final Pattern TOOL_NAME = Pattern.compile("proxmox_[a-z_]+");

    private static List<Data> list(TestServer setup) throws Exception {
        try (Session session = setup.greeted("{}")) {
            session.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
            Data result = session.answer(1).at("result");
            assertTrue(result.at("nextCursor").isAbsent(), "some clients read the first page only");
            return result.at("tools").items();
        }
    }

    private static String instructions(TestServer setup) throws Exception {
        try (Session session = setup.start()) {
            return session.greet("{}").at("result").at("instructions").text().orElseThrow();
        }
    }

    private static TestServer setup(Toolset... toolsets) {
        return TestServer.of(Catalog.of(List.of(toolsets)), NOBODY);
    }

    private static TestServer everything() {
        return setup(ALL.toArray(Toolset[]::new));
    }

    static List<Toolset> toolsets() {
        return ALL;
    }

    private static String name(Data tool) {
        return tool.at("name").text().orElseThrow();
    }

    private static String lines(List<Data> tools) {
        return tools.stream().map(tool -> JsonText.compact(tool.raw()) + "\n").collect(Collectors.joining());
    }

    private static String names(List<Data> tools) {
        return tools.stream().map(tool -> name(tool) + "\n").collect(Collectors.joining());
    }

    @Test
    void everythingIsAsKept() throws Exception {
        List<Data> tools = list(everything());
        GOLDEN.compare("tools-all.jsonl", lines(tools));
        assertEquals(tools.stream().map(ToolsListTest::name).sorted().toList(),
                tools.stream().map(ToolsListTest::name).toList(), "sorted, so that prompts are cached");
    }

    @ParameterizedTest
    @MethodSource("toolsets")
    void aToolsetIsAsKeptAndOffersTheSameAsTheWhole(Toolset toolset) throws Exception {
        List<Data> tools = list(setup(toolset));
        GOLDEN.compare("tools-" + toolset.name() + ".txt", names(tools));
        assertPartOfTheWhole(tools);
    }

    @Test
    void whatOnlyReadsIsAsKeptAndOffersTheSameAsTheWhole() throws Exception {
        List<Data> tools = list(everything().within(Safety.READ));
        GOLDEN.compare("tools-read-only.txt", names(tools));
        assertPartOfTheWhole(tools);
        tools.forEach(tool -> assertTrue(tool.at("annotations").at("readOnlyHint").flag(), () -> name(tool)));
        assertFalse(instructions(everything().within(Safety.READ)).contains("destroy"));
    }

    /** Hints may be milder: a ceiling makes a tool harmless that is not everywhere. */
    private static Map<String, Object> withoutHints(Data tool) {
        Map<String, Object> fields = new HashMap<>(tool.fields());
        fields.remove("annotations");
        return fields;
    }

    private static void assertPartOfTheWhole(List<Data> tools) throws Exception {
        Map<String, Object> whole = new HashMap<>();
        list(everything()).forEach(tool -> whole.put(name(tool), withoutHints(tool)));
        tools.forEach(tool -> assertEquals(whole.get(name(tool)), withoutHints(tool), () -> name(tool)));
    }

    @Test
    void compactIsAsKeptAndFits() throws Exception {
        List<Data> tools = list(everything().compacted());
        GOLDEN.compare("tools-compact.jsonl", lines(tools));
        assertEquals(5, tools.size());
        int tokens = lines(tools).getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN;
        assertTrue(tokens <= COMPACT_BUDGET, () -> tokens + " tokens, the budget is " + COMPACT_BUDGET);
    }

    @Test
    void compactWithoutWritingHasNoCallerThatWrites() throws Exception {
        assertEquals(List.of("proxmox_call_read", "proxmox_describe", "proxmox_search"),
                list(everything().compacted().within(Safety.READ)).stream().map(ToolsListTest::name).toList());
    }

    @Test
    void instructionsAreShort() throws Exception {
        for (TestServer setup : List.of(everything(), everything().compacted(), everything().within(Safety.READ))) {
            String text = instructions(setup);
            int tokens = text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN;
            assertTrue(tokens <= INSTRUCTIONS_BUDGET, () -> tokens + " tokens: " + text);
        }
    }

    /** What is not loaded cannot be called, so nobody is sent there. */
    @ParameterizedTest
    @MethodSource("toolsets")
    void nothingNamesAToolThatIsNotOffered(Toolset toolset) throws Exception {
        for (TestServer setup : List.of(setup(toolset), setup(toolset).within(Safety.READ),
                setup(toolset).compacted())) {
            List<Data> tools = list(setup);
            Set<String> offered = new HashSet<>(
                    tools.stream().map(ToolsListTest::name).collect(Collectors.toSet()));
            setup.catalog().tools().forEach(tool -> offered.add(tool.name()));
            List<String> strangers = new ArrayList<>();
            TOOL_NAME.matcher(lines(tools) + instructions(setup)).results().map(match -> match.group())
                    .filter(word -> !offered.contains(word)).forEach(strangers::add);
            assertEquals(List.of(), strangers);
        }
    }

    @Test
    void hintsFollowTheClassAndTheMethods() throws Exception {
        Map<String, Tool> tools = Catalog.of(ALL).tools().stream()
                .collect(Collectors.toMap(Tool::name, tool -> tool));
        for (Data listed : list(everything())) {
            Tool tool = tools.get(name(listed));
            Data hints = listed.at("annotations");
            boolean writes = tool.action().endpoints().stream().anyMatch(endpoint -> !endpoint.verb().reads());
            boolean raw = tool.action() instanceof Action.Raw || tool.action() instanceof Action.RawUpload;
            assertEquals(tool.highestSafety() == Safety.READ, hints.at("readOnlyHint").flag(), name(listed));
            assertEquals(tool.highestSafety() == Safety.DESTROY, hints.at("destructiveHint").flag(), name(listed));
            assertTrue(hints.at("openWorldHint").flag() || !tool.showsForeignText(), name(listed));
            assertTrue(
                    raw || !hints.at("readOnlyHint").flag() || !writes || name(listed).equals("proxmox_vm_agent_ping"),
                    () -> name(listed) + " says that it only reads");
        }
    }
}
