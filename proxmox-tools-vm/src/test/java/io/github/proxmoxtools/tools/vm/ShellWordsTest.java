package io.github.proxmoxtools.tools.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("agent")
final class ShellWordsTest {
    @Test
    void blanksEndWords() {
        assertEquals(List.of("ls", "-l", "/tmp"), ShellWords.of("  ls\t-l \n /tmp  "));
        assertEquals(List.of(), ShellWords.of(" \t "));
        assertEquals(List.of(), ShellWords.of(""));
    }

    @Test
    void singleQuotesKeepEverything() {
        assertEquals(List.of("sh", "-c", "echo \"$HOME\" \\n | wc"), ShellWords.of("sh -c 'echo \"$HOME\" \\n | wc'"));
    }

    @Test
    void doubleQuotesKnowFourEscapes() {
        assertEquals(List.of("a\"b\\c$d`e", "f\\g", "it's"),
                ShellWords.of("\"a\\\"b\\\\c\\$d\\`e\" \"f\\g\" \"it's\""));
    }

    @Test
    void quotesJoinToOneWordAndMakeEmptyOnes() {
        assertEquals(List.of("onetwothree", "", ""), ShellWords.of("one'two'\"three\" '' \"\""));
    }

    @Test
    void aBackslashTakesTheMeaningOfTheNextCharacter() {
        assertEquals(List.of("a b", "'", "\"", "\\"), ShellWords.of("a\\ b \\' \\\" \\\\"));
    }

    @Test
    void aBackslashBeforeALineEndJoinsTheLines() {
        assertEquals(List.of("ls", "-l"), ShellWords.of("ls \\\n -l"));
        assertEquals(List.of("onetwo"), ShellWords.of("one\\\ntwo"));
        assertEquals(List.of("onetwo"), ShellWords.of("\"one\\\ntwo\""));
        assertEquals(List.of(""), ShellWords.of("''\\\n"));
    }

    @Test
    void operatorsOfAShellAreWords() {
        assertEquals(List.of("ls", "|", "wc", "*", "#x", "~"), ShellWords.of("ls | wc * #x ~"));
    }

    @Test
    void saysWhichQuoteIsNotClosed() {
        assertTrue(refusal("echo 'one").contains("' at position 6"), refusal("echo 'one"));
        assertTrue(refusal("echo \"one\\\"").contains("\" at position 6"), refusal("echo \"one\\\""));
        assertTrue(refusal("echo \"one\\").contains("not closed"));
        assertTrue(refusal("echo \\").contains("backslash"));
    }

    private static String refusal(String line) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> ShellWords.of(line)).getMessage());
    }
}
