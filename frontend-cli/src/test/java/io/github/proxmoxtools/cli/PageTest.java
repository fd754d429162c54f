package io.github.proxmoxtools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.cli.command.ProgramCommand;
import io.github.proxmoxtools.cli.options.GlobalOption;
import io.github.proxmoxtools.cli.output.OutputFormat;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.vm.VmToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the lists of docs/cli.md in step with the program. */
class PageTest {
    private static final Path PAGE = Path.of(System.getProperty("repository.root"), "docs", "cli.md");

    /** Compares what stands between {@code <!-- generated: NAME -->} and {@code <!-- end -->}. */
    private static void compare(String name, String content) throws IOException {
        String text = Files.readString(PAGE);
        String begin = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- end -->", from);
        assertTrue(from >= begin.length() && to >= from, () -> PAGE + " has no part " + name);
        String fresh = text.substring(0, from) + "\n" + content + "\n" + text.substring(to);
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.writeString(PAGE, fresh);
        }
        assertEquals(fresh, Files.readString(PAGE), PAGE + " is stale; './mvnw test -Pgolden' rewrites it");
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String code(String words) {
        return "`" + words + "`";
    }

    @Test
    void exitCodesAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| code | meaning | failures |\n|---|---|---|\n");
        table.append(row("0", "Done.", ""));
        HelpTopic.meanings().forEach((number, meaning) -> table.append(row(Integer.toString(number), meaning,
                Arrays.stream(FailureKind.values()).filter(kind -> kind.exitCode() == number)
                        .map(kind -> code(kind.code())).collect(Collectors.joining(", ")))));
        compare("exit-codes", table.toString());
    }

    @Test
    void optionsOfAllCommandsAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| option | what |\n|---|---|\n");
        for (GlobalOption option : GlobalOption.values()) {
            String names = option.names().stream().map(PageTest::code).collect(Collectors.joining(", "));
            table.append(row(names + (option.takesValue() ? " " + option.label() : ""), option.description()));
        }
        compare("options", table.toString());
    }

    @Test
    void commandsOfTheProgramAreListed() throws IOException {
        List<ProgramCommand> sorted = ProgramCommands.all().stream()
                .sorted(Comparator.comparing(command -> String.join(" ", command.words()))).toList();
        StringBuilder table = new StringBuilder("| command | what |\n|---|---|\n");
        sorted.forEach(command -> table
                .append(row(code("proxmox " + String.join(" ", command.words())), command.title())));
        compare("commands", table.toString());
    }

    @Test
    void everyOptionOfTheProgramAndOfSeveralGuestsIsNamed() throws IOException {
        Tool moves = new VmToolset().areas().stream().flatMap(area -> area.tools().stream())
                .filter(tool -> tool.name().equals("proxmox_vm_migrate")).findFirst().orElseThrow();
        Set<String> names = new TreeSet<>();
        new GuestsFiller(moves).options(Set.of()).forEach(option -> names.add(option.longestName()));
        assertTrue(names.contains("--per-storage"), names::toString);
        ProgramCommands.all().stream().flatMap(command -> command.options().stream())
                .forEach(option -> names.add(option.names().getLast()));
        String page = Files.readString(PAGE);
        names.removeIf(name -> Pattern.compile(name + "(?![a-z-])").matcher(page).find());
        assertEquals(Set.of(), names, "docs/cli.md does not name them");
    }

    @Test
    void everyFormatIsExplained() throws IOException {
        String page = Files.readString(PAGE);
        for (OutputFormat format : OutputFormat.values()) {
            String word = format.name().toLowerCase(Locale.ROOT);
            assertTrue(page.contains("- `" + word + "`") || page.contains("; `" + word + "`"), word);
        }
    }

    @Test
    void everyTopicIsNamed() throws IOException {
        String page = Files.readString(PAGE);
        HelpTopic.words().forEach(topic -> assertTrue(page.contains("proxmox help " + topic), topic));
    }
}
