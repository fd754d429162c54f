package io.github.proxmoxtools.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.mcp.calls.ConfirmMode;
import io.github.proxmoxtools.mcp.calls.Prompt;
import io.github.proxmoxtools.mcp.calls.Prompts;
import io.github.proxmoxtools.mcp.calls.Resource;
import io.github.proxmoxtools.mcp.calls.Resources;
import io.github.proxmoxtools.mcp.calls.ToolRunner;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.contract.GoldenFiles;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.Toolset;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the guide to the server in step with the server. */
class GuideTest {
    private static final Path DOCUMENTS = Path.of(System.getProperty("repository.root"), "docs");
    private static final Path GUIDE = DOCUMENTS.resolve("mcp.md");
    private static final List<Toolset> ALL = List.of(new VmToolset(), new LxcToolset(), new InfraToolset(),
            new AccessToolset());
    private static final ToolRunner NOBODY = call -> {
        throw new AssertionError("nothing is called");
    };
    private static final int BYTES_PER_TOKEN = 4;

    private final TestServer everything = TestServer.of(Catalog.of(ALL), NOBODY);

    private static String guide() throws IOException {
        return Files.readString(GUIDE);
    }

    /** Compares what stands between {@code <!-- generated: NAME -->} and {@code <!-- end -->}. */
    private static void compare(String name, String content) throws IOException {
        String text = guide();
        String begin = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- end -->", from);
        assertTrue(from >= begin.length() && to >= from, () -> GUIDE + " has no part " + name);
        new GoldenFiles(DOCUMENTS).compare("mcp.md",
                text.substring(0, from) + "\n" + content + "\n" + text.substring(to));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ") + " |\n";
    }

    @Test
    void flagsAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| flag | what it does |\n|---|---|\n");
        for (Flag flag : Flag.values()) {
            table.append(row("`" + (flag.word() + " " + flag.label()).strip() + "`", flag.description()));
        }
        compare("flags", table.toString());
    }

    @Test
    void resourcesAreListed() throws IOException {
        Resources resources = new Resources(everything.clusters());
        StringBuilder table = new StringBuilder("| address | what it holds |\n|---|---|\n");
        Stream.concat(resources.singles().stream(), resources.families().stream())
                .forEach(resource -> table.append(row("`" + address(resource) + "`", resource.description())));
        compare("resources", table.toString());
    }

    private static String address(Resource resource) {
        return resource.address().replace("proxmox://test/", "proxmox://{context}/");
    }

    @Test
    void promptsAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| prompt | question | arguments | what it looks at |\n"
                + "|---|---|---|---|\n");
        for (Prompt prompt : new Prompts(everything.clusters(), everything.catalog()).list()) {
            table.append(row("`" + prompt.name() + "`", prompt.title(), prompt.arguments().stream()
                    .map(argument -> "`" + argument.name() + "`: " + argument.description())
                    .collect(Collectors.joining(" ")), prompt.description()));
        }
        compare("prompts", table.toString());
    }

    @Test
    void costsAreMeasured() throws Exception {
        StringBuilder table = new StringBuilder("| offered | tools | tokens | with titles, hints and output schemas |\n"
                + "|---|---|---|---|\n");
        table.append(cost("everything", everything));
        table.append(cost("`--access change`", everything.within(Safety.CHANGE)));
        table.append(cost("`--read-only`", everything.within(Safety.READ)));
        for (Toolset toolset : ALL) {
            table.append(
                    cost("`--toolsets " + toolset.name() + "`", TestServer.of(Catalog.of(List.of(toolset)), NOBODY)));
        }
        table.append(cost("`--toolsets vm,lxc`", TestServer.of(Catalog.of(ALL.subList(0, 2)), NOBODY)));
        table.append(cost("`--toolsets vm,lxc --read-only`",
                TestServer.of(Catalog.of(ALL.subList(0, 2)), NOBODY).within(Safety.READ)));
        table.append(cost("`--compact`", everything.compacted()));
        table.append(cost("`--compact --read-only`", everything.compacted().within(Safety.READ)));
        compare("costs", table.toString());
    }

    private static String cost(String choice, TestServer setup) throws Exception {
        try (Session session = setup.greeted("{}")) {
            session.send("{'jsonrpc':'2.0','id':1,'method':'tools/list'}");
            List<Data> tools = session.answer(1).at("result").at("tools").items();
            int least = tools.stream().mapToInt(tool -> bytes(tool.at("name").text().orElseThrow())
                    + bytes(tool.at("description").text().orElseThrow()) + bytes(json(tool.at("inputSchema")))).sum();
            int most = tools.stream().mapToInt(tool -> bytes(json(tool))).sum();
            return row(choice, Integer.toString(tools.size()), tokens(least), tokens(most));
        }
    }

    private static String json(Data data) {
        return JsonText.compact(data.raw());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String tokens(int bytes) {
        return String.format(Locale.ROOT, "%,d", bytes / BYTES_PER_TOKEN);
    }

    @Test
    void areasAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| toolset | areas |\n|---|---|\n");
        Catalog catalog = everything.catalog();
        for (String toolset : catalog.toolsets()) {
            table.append(row("`" + toolset + "`", catalog.entries().stream()
                    .filter(entry -> entry.toolset().equals(toolset))
                    .map(entry -> "`" + toolset + "." + entry.area().name() + "`").distinct().sorted()
                    .collect(Collectors.joining(", "))));
        }
        compare("areas", table.toString());
    }

    /** What people copy must at least be read by what they copy it into, and start a server. */
    @Test
    void examplesOfConfigurationsAreReadable() throws IOException {
        List<String> blocks = blocks("json");
        assertTrue(blocks.size() >= 4, blocks::toString);
        for (String block : blocks) {
            Data whole = Data.of(JsonText.parse(block));
            Data servers = whole.at("mcpServers").isAbsent() ? whole.at("servers") : whole.at("mcpServers");
            Data server = servers.at("proxmox");
            assertTrue(
                    server.at("command").text().orElse("").endsWith("proxmox-mcp")
                            || server.at("url").text().isPresent(),
                    block);
            String[] flags = server.at("args").items().stream().map(flag -> flag.text().orElseThrow())
                    .toArray(String[]::new);
            Options.of(CommandLine.parse(flags));
        }
    }

    @Test
    void flagsInTheTextExist() throws IOException {
        List<String> strangers = Pattern.compile("proxmox-mcp((?: +(?:--[a-z-]+(?:[= ][^-`\\s]\\S*)?))+)")
                .matcher(guide())
                .results()
                .flatMap(
                        match -> Pattern.compile("--[a-z-]+").matcher(match.group(1)).results().map(MatchResult::group))
                .filter(word -> Flag.of(word).isEmpty()).toList();
        assertEquals(List.of(), strangers);
        assertNotEquals(0, guide().split("proxmox-mcp --").length - 1, "or this test tests nothing");
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(guide()).results()
                .map(match -> match.group(1)).toList();
    }

    @Test
    void modesOfConfirmationAreExplained() throws IOException {
        String text = guide();
        for (ConfirmMode mode : ConfirmMode.values()) {
            String word = "**`--confirm " + mode.name().toLowerCase(Locale.ROOT) + "`**";
            assertTrue(text.contains(word), word);
        }
    }
}
