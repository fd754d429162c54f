package io.github.proxmoxtools.integration.documents;

import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Condition;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the documents in step with the code. */
final class DocumentsTest {
    @Test
    void settingsAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| setting | default | what |\n|---|---|---|\n");
        for (SettingKey key : SettingKey.values()) {
            row(table, "`" + key + "`", key.defaultValue().map(value -> "`" + value + "`").orElse(""),
                    key.description() + (key.isSecret() ? " Secret." : ""));
        }
        new GeneratedPart("settings.md", "settings").compare(table.toString());
    }

    @Test
    void failuresAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| code | category | retryable | exit code |\n|---|---|---|---|\n");
        for (FailureKind kind : FailureKind.values()) {
            row(table, "`" + kind.code() + "`", kind.category(), kind.retryable() ? "yes" : "no",
                    Integer.toString(kind.exitCode()));
        }
        new GeneratedPart("failures.md", "failures").compare(table.toString());
    }

    @Test
    void toolsAreListed() throws IOException {
        StringBuilder text = new StringBuilder();
        String heading = "";
        for (Catalog.Entry entry : Catalog.discover().entries().stream().sorted(DocumentsTest::byPlace).toList()) {
            String place = entry.toolset() + "." + entry.area().name();
            if (!place.equals(heading)) {
                text.append("## ").append(entry.area().title()).append(" (`").append(place).append("`)\n\n");
                heading = place;
            }
            describe(text, entry.tool());
        }
        new GeneratedPart("tools.md", "tools").compare(text.toString().stripTrailing() + "\n");
    }

    @Test
    void clientExampleIsTheOneThatIsCompiled() throws IOException {
        Path example = Path.of(System.getProperty("repository.root"), "integration-tests", "src", "test", "java", "io",
                "github", "proxmoxtools", "integration", "examples", "ClientExample.java");
        String source = Files.readString(example).lines().dropWhile(line -> !line.startsWith("import "))
                .collect(Collectors.joining("\n"));
        new GeneratedPart("client.md", "example").compare("```java\n" + source + "\n```\n");
    }

    private static int byPlace(Catalog.Entry left, Catalog.Entry right) {
        return (left.toolset() + "." + left.area().name() + " " + left.tool().name())
                .compareTo(right.toolset() + "." + right.area().name() + " " + right.tool().name());
    }

    private static void describe(StringBuilder text, Tool tool) {
        text.append("### `").append(tool.name()).append("`\n\n");
        text.append("`proxmox ").append(String.join(" ", tool.command())).append("` · ").append(safety(tool))
                .append("\n\n").append(tool.description()).append("\n\n");
        if (!tool.params().isEmpty()) {
            text.append("| parameter | | what |\n|---|---|---|\n");
            tool.params().forEach(param -> describe(text, tool, param));
            text.append('\n');
        }
        if (!tool.action().endpoints().isEmpty()) {
            text.append("Calls: ").append(tool.action().endpoints().stream().map(Object::toString).distinct()
                    .map(call -> "`" + call + "`").collect(Collectors.joining(", "))).append("\n\n");
        }
    }

    private static void describe(StringBuilder text, Tool tool, Param<?> param) {
        String versions = param.versions().since().map(version -> " Since Proxmox VE " + version + ".").orElse("")
                + param.versions().until().map(version -> " Until Proxmox VE " + version + ".").orElse("");
        String aliases = param.aliases().isEmpty() ? "" : " Also accepted: " + String.join(", ", param.aliases()) + ".";
        row(text, "`" + param.name() + "`", tool.needs(param) ? "required" : "",
                (param.description() + versions + aliases).strip());
    }

    private static String safety(Tool tool) {
        if (tool.destroysWhen().isEmpty()) {
            return word(tool.safety()) + (tool.highestSafety() == tool.safety() ? "" : " (by what it calls)");
        }
        return word(tool.safety()) + " (destroy with "
                + tool.destroysWhen().stream().map(Condition::words).collect(Collectors.joining(", ")) + ")";
    }

    private static String word(Enum<?> safety) {
        return safety.name().toLowerCase(Locale.ROOT);
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells).replace("\n", " ")).append(" |\n");
    }
}
