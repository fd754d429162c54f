package io.github.proxmoxtools.integration.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every document can be found, and every link in one leads somewhere. */
@DisplayName("In the documents")
final class LinksTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root")).toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path INDEX = DOCS.resolve("README.md");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private static final Map<Path, MarkdownFile> DOCUMENTS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    DOCUMENTS.put(file, MarkdownFile.read(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(DOCUMENTS.containsKey(INDEX) && DOCUMENTS.containsKey(ROOT.resolve("README.md")),
                () -> "only " + DOCUMENTS.keySet());
    }

    @Test
    @DisplayName("headings have the anchors that GitHub gives them, and code has neither headings nor links")
    void parsing() {
        MarkdownFile parsed = MarkdownFile.parse(INDEX,
                """
                # What `--watch` does: again
                See [one](a.md), [two](#exit-codes) and [site](https://example.org). `[no](b.md)`
                ```sh
                # Exit codes
                [no](c.md)
                ```
                ## Exit codes
                ## Exit codes
                ### See [the tools](tools.md)
                """);
        assertEquals(Set.of("what---watch-does-again", "exit-codes", "exit-codes-1", "see-the-tools"),
                parsed.anchors());
        assertEquals(List.of("a.md", "#exit-codes", "tools.md"), parsed.links());
    }

    @Test
    @DisplayName("each relative link names a file that is there, and a heading in it")
    void links() {
        List<String> broken = new ArrayList<>();
        DOCUMENTS.values().forEach(document -> document.links().stream()
                .filter(link -> !leadsSomewhere(document, link))
                .forEach(link -> broken.add(ROOT.relativize(document.file()) + ": " + link)));
        assertEquals(List.of(), broken);
    }

    private static boolean leadsSomewhere(MarkdownFile document, String link) {
        Path target = document.target(link);
        if (!target.startsWith(ROOT) || !Files.exists(target)) {
            return false;
        }
        MarkdownFile there = DOCUMENTS.get(target);
        return !link.contains("#") || (there != null && there.anchors().contains(link.split("#", 2)[1]));
    }

    @Test
    @DisplayName("each can be reached from the README")
    void orphans() {
        Set<Path> reached = new TreeSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(ROOT.resolve("README.md")));
        while (!open.isEmpty()) {
            Path next = open.pop();
            if (DOCUMENTS.containsKey(next) && reached.add(next)) {
                MarkdownFile document = DOCUMENTS.get(next);
                document.links().forEach(link -> open.push(document.target(link)));
            }
        }
        Set<Path> orphans = new TreeSet<>(DOCUMENTS.keySet());
        orphans.removeAll(reached);
        assertEquals(Set.of(), orphans);
    }

    @Test
    @DisplayName("the index names each once, but for the pages of the tools' reference, which has an index of its own")
    void index() {
        List<String> named = DOCUMENTS.get(INDEX).links().stream().filter(link -> !link.startsWith("#"))
                .map(link -> ROOT.relativize(DOCUMENTS.get(INDEX).target(link)).toString()).sorted().toList();
        List<String> expected = DOCUMENTS.keySet().stream()
                .filter(file -> !file.startsWith(DOCS.resolve("tools")) && !file.equals(INDEX))
                .map(file -> ROOT.relativize(file).toString()).sorted().toList();
        assertEquals(expected, named);
    }
}
