package io.github.proxmoxtools.integration.documents;

import io.github.proxmoxtools.client.settings.SettingKey;
import io.github.proxmoxtools.tools.spi.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the documents in step with the code. */
final class DocumentsTest {
    @Test
    void settingsAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| setting | default | what |\n|---|---|---|\n");
        for (SettingKey key : SettingKey.values()) {
            ToolReference.row(table, "`" + key + "`", key.defaultValue().map(value -> "`" + value + "`").orElse(""),
                    key.description() + (key.isSecret() ? " Secret." : ""));
        }
        new GeneratedPart("settings.md", "settings").compare(table.toString());
    }

    @Test
    void failuresAreListed() throws IOException {
        StringBuilder table = new StringBuilder("| code | category | retryable | exit code |\n|---|---|---|---|\n");
        for (FailureKind kind : FailureKind.values()) {
            ToolReference.row(table, "`" + kind.code() + "`", kind.category(), kind.retryable() ? "yes" : "no",
                    Integer.toString(kind.exitCode()));
        }
        new GeneratedPart("failures.md", "failures").compare(table.toString());
    }

    @Test
    void examplesAreThoseThatAreCompiled() throws IOException {
        new GeneratedPart("client.md", "example").compare(source("ClientExample", "import "));
        new GeneratedPart("../README.md", "example").compare(source("ThreeTasks", "    static void run").replaceFirst(
                "\n}\n", "\n").replaceAll("(?m)^    ", ""));
    }

    private static String source(String name, String begin) throws IOException {
        Path example = Path.of(System.getProperty("repository.root"), "integration-tests", "src", "test", "java", "io",
                "github", "proxmoxtools", "integration", "examples", name + ".java");
        return Files.readString(example).lines().dropWhile(line -> !line.startsWith(begin))
                .collect(Collectors.joining("\n", "```java\n", "\n```\n"));
    }
}
