package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.command.Here;
import io.github.proxmoxtools.cli.interrupt.Ending;
import io.github.proxmoxtools.cli.options.Globals;
import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import io.github.proxmoxtools.tools.access.AccessToolset;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.infra.InfraToolset;
import io.github.proxmoxtools.tools.lxc.LxcToolset;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help of every command there is, on terminals and as manual pages. */
class HelpTest {
    private static final Catalog CATALOG = Catalog
            .of(List.of(new VmToolset(), new LxcToolset(), new InfraToolset(), new AccessToolset()));

    private final FakeTerminal terminal = new FakeTerminal();

    static List<String> nouns() {
        return List.copyOf(CommandTree.whole(CATALOG).root().children().keySet());
    }

    private static String help(List<String> words) {
        FakeTerminal screen = new FakeTerminal();
        List<String> line = new ArrayList<>(words);
        line.add("--help");
        assertEquals(0, new Cli(() -> CATALOG, new FakeConnector(), screen).run(line), screen.err());
        return "$ proxmox " + String.join(" ", line) + "\n" + screen.out() + "\n";
    }

    /** One file for each noun; the tests of the linked image compare with the same ones. */
    @ParameterizedTest
    @MethodSource("nouns")
    void everyPageIsGolden(String noun) throws IOException {
        CommandTree.Node node = CommandTree.whole(CATALOG).root().child(noun).orElseThrow();
        StringBuilder pages = new StringBuilder();
        if (node.command().isEmpty()) {
            pages.append(help(node.words()));
        }
        node.commands().forEach(command -> pages.append(help(command.words())));
        Golden.assertMatches("commands/" + noun + ".txt", pages.toString());
    }

    @Test
    void thePageOfTheProgramIsGolden() throws IOException {
        Golden.assertMatches("commands.txt", help(List.of()));
    }

    @Test
    void noGoldenPageIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/commands"))) {
            assertEquals(Set.copyOf(nouns()), new HashSet<>(
                    files.map(file -> file.getFileName().toString().replace(".txt", "")).toList()));
        }
    }

    @ParameterizedTest
    @EnumSource(HelpTopic.class)
    void topicsAreGolden(HelpTopic topic) throws IOException {
        assertEquals(0, new Cli(() -> CATALOG, new FakeConnector(), terminal).run(List.of("help", topic.word())));
        Golden.assertMatches("help-topic-" + topic.word() + ".txt", terminal.out());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyExitCodeIsExplained(FailureKind kind) {
        assertTrue(HelpTopic.meanings().containsKey(kind.exitCode()), kind + " ends with " + kind.exitCode());
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void exitCodesOfSignalsAreExplained(Ending ending) {
        assertTrue(HelpTopic.meanings().containsKey(ending.exitCode()), ending + " ends with " + ending.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxmox.1", "proxmox-vm-snapshot.1", "proxmox-vm-snapshot-create.1",
            "proxmox-api-describe.1"})
    void manualPagesAreGolden(String name) throws IOException {
        Map<String, String> pages = ManualCommand
                .pages(new Here(CATALOG, new FakeConnector(), terminal, new Globals()));
        Golden.assertMatches("man/" + name, String.valueOf(pages.get(name)).replaceFirst("proxmox [^\"]*\"\n",
                "proxmox VERSION\"\n"));
    }

    @Test
    void manualPagesAreWrittenWhereTheyAreWanted(@TempDir Path folder) throws IOException {
        Cli cli = new Cli(() -> CATALOG, new FakeConnector(), terminal);
        assertEquals(0, cli.run(List.of("man", "--to", folder.resolve("new/man1").toString())), terminal.err());
        assertTrue(Files.readString(folder.resolve("new/man1/proxmox-vm-start.1"))
                .startsWith(".TH \"PROXMOX\\-VM\\-START\""));
        assertEquals(2, cli.run(List.of("man", "--to", Files.createFile(folder.resolve("file")).toString())));
        assertTrue(terminal.err().contains("cannot be written to '" + folder.resolve("file")
                + "': there is a file of that name"), terminal.err());
        assertEquals(2, cli.run(List.of("man", "--to", folder.resolve("file/below").toString())));
        assertTrue(terminal.err().contains("below': Not a directory"), terminal.err());
        assertEquals(2, cli.run(List.of("man")));
        assertTrue(terminal.err().contains("Say where"), terminal.err());
    }

    /** The examples of help pages are those of the document, which another test runs. */
    @Test
    void examplesAreThoseOfTheDocument() throws IOException {
        Pattern row = Pattern.compile("\\| ([^|`]+) \\| `(proxmox [^`]+)` \\| `.*");
        List<String> examples = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("repository.root"), "docs/examples.md"))) {
            Matcher example = row.matcher(line);
            if (example.matches()) {
                examples.add(example.group(2) + "\t" + example.group(1));
            }
        }
        Path resource = Path.of("src/main/resources/io/github/proxmoxtools/cli/examples.txt");
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.write(resource, examples);
        }
        assertFalse(examples.isEmpty());
        assertEquals(examples, Files.readAllLines(resource));
        assertEquals(examples, WrittenExamples.all());
    }

    @Test
    void headingsAreBoldWhereColoursAreWanted() {
        FakeTerminal terminal = new FakeTerminal();
        assertEquals(0, new Cli(() -> Catalog.of(List.of(new TestTools())), new FakeConnector(), terminal)
                .run(List.of("vm", "start", "--help", "--color=always")));
        assertTrue(terminal.out().startsWith("\u001b[1mUsage:\u001b[0m proxmox vm start"), terminal.out());
        assertTrue(terminal.out().contains("\n\u001b[1mArguments:\u001b[0m\n"), terminal.out());
    }
}
