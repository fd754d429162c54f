package io.github.proxmoxtools.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The examples of the documents, which a test runs; read when a help page wants them. */
final class WrittenExamples {
    private static final String RESOURCE = "examples.txt";
    private static final String PROGRAM = "proxmox ";

    private WrittenExamples() {}

    /** Gives those of a command, each behind a comment that says what it does. */
    static List<String> of(List<String> words) {
        String command = PROGRAM + String.join(" ", words);
        List<String> lines = new ArrayList<>();
        for (String line : all()) {
            int tab = line.indexOf('\t');
            String typed = line.substring(0, tab);
            if (typed.equals(command) || typed.startsWith(command + " ")) {
                lines.add("# " + line.substring(tab + 1));
                lines.add(typed);
            }
        }
        return lines;
    }

    /** Gives the lines of the resource: a command, a tab, what it does. */
    static List<String> all() {
        InputStream resource = WrittenExamples.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            return List.of();
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
