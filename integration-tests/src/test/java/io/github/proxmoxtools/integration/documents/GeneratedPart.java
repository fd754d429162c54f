package io.github.proxmoxtools.integration.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document between {@code <!-- generated: NAME -->} and {@code <!-- end -->}. */
final class GeneratedPart {
    private static final String END = "<!-- end -->";

    private final Path document;
    private final String begin;

    GeneratedPart(String document, String name) {
        this.document = Path.of(System.getProperty("repository.root"), "docs", document);
        this.begin = "<!-- generated: " + name + " -->\n";
    }

    void compare(String content) throws IOException {
        String text = Files.readString(document);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(END, from);
        assertEquals(true, from >= begin.length() && to >= from, document + " has no generated part");
        String fresh = text.substring(0, from) + "\n" + content + "\n" + text.substring(to);
        if (Boolean.getBoolean("rewrite.golden")) {
            Files.writeString(document, fresh);
        }
        assertEquals(fresh, Files.readString(document), document + " is stale; './mvnw test -Pgolden' rewrites it");
    }
}
