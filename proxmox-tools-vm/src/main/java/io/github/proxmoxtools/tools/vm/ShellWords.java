package io.github.proxmoxtools.tools.vm;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a POSIX shell reads its quotes; nothing else of a shell's language is known. */
final class ShellWords {
    private static final String BLANKS = " \t\n";
    /** What a backslash takes the meaning from between double quotes; before anything else it stays a backslash. */
    private static final String ESCAPED_BETWEEN_QUOTES = "$`\"\\";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    /** Quotes make a word even where there is nothing between them. */
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /**
     * Splits a line.
     *
     * @throws IllegalArgumentException if a quote is not closed, or the line ends in a backslash
     */
    static List<String> of(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (BLANKS.indexOf(c) >= 0) {
                endWord();
            } else if (c == '\\' && line.startsWith("\n", at)) {
                at++; // the line goes on
            } else {
                inWord = true;
                take(c);
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private void take(char c) {
        switch (c) {
            case '\'' -> takeLiteral();
            case '"' -> takeQuoted();
            case '\\' -> takeEscaped();
            default -> word.append(c);
        }
    }

    private void takeLiteral() {
        int end = line.indexOf('\'', at);
        if (end < 0) {
            throw unclosed('\'');
        }
        word.append(line, at, end);
        at = end + 1;
    }

    private void takeQuoted() {
        int start = at;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < line.length()) {
                takeEscapedBetweenQuotes();
            } else {
                word.append(c);
            }
        }
        at = start;
        throw unclosed('"');
    }

    private void takeEscapedBetweenQuotes() {
        char next = line.charAt(at++);
        if (next == '\n') {
            return; // the line goes on
        }
        if (ESCAPED_BETWEEN_QUOTES.indexOf(next) < 0) {
            word.append('\\');
        }
        word.append(next);
    }

    private void takeEscaped() {
        if (at == line.length()) {
            throw new IllegalArgumentException("ends in a backslash that has nothing to escape");
        }
        word.append(line.charAt(at++));
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private IllegalArgumentException unclosed(char quote) {
        return new IllegalArgumentException("the quote " + quote + " at position " + at + " is not closed");
    }
}
