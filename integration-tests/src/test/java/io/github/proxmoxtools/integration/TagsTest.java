package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests can be run by what they are about: the tags that CONTRIBUTING.md lists are those that exist. */
final class TagsTest {
    private static final Pattern USE = Pattern.compile("@Tag\\(\"([a-z\\-]+)\"\\)");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([a-z\\-]+)` \\|");

    @Test
    void allTagsAreListedAndUsed() throws IOException {
        String page = Files.readString(Frontend.ROOT.resolve("CONTRIBUTING.md"));
        TreeSet<String> listed = LISTED.matcher(page).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(listed, used());
    }

    private static TreeSet<String> used() throws IOException {
        try (Stream<Path> modules = Files.list(Frontend.ROOT)) {
            return modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory)
                    .flatMap(sources -> files(sources).stream())
                    .flatMap(file -> USE.matcher(text(file)).results().map((MatchResult match) -> match.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<Path> files(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
