package io.github.proxmoxtools.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

public class CellTextTest {
    @Test
    public void escapeSequencesAreGone() {
        assertEquals("red", CellText.clean("\u001b[1;31mred\u001b[0m"));
        assertEquals("ab", CellText.clean("a\u001b]0;title\u0007b"));
        assertEquals("ab", CellText.clean("a\u001b]8;;http://x\u001b\\b"));
        assertEquals("ab", CellText.clean("a\u001b[31"
                + "mb"));
        assertEquals("a", CellText.clean("a\u001b"));
        assertEquals("a", CellText.clean("a\u001b[999"));
        assertEquals("a", CellText.clean("a\u009bb"));
        assertEquals("ab", CellText.clean("a\u202eb"));
    }

    @Test
    public void nothingIsHiddenBehindASequenceWithoutEnd() {
        assertEquals("a b", CellText.clean("a\u001b] b"));
        assertEquals("a b", CellText.clean("a\u001bP b"));
        assertEquals("a\u65e5 b", CellText.clean("a\u001b[\u65e5 b"));
    }

    @Test
    public void whatIsNotSeenIsGone() {
        assertEquals("admin", CellText.clean("ad\u200bmin"));
        assertEquals("a", CellText.clean("a\udb40\udc41"));
    }

    @Test
    public void lineBreaksAreBlanks() {
        assertEquals("a b c", CellText.clean("a\nb\tc\r"));
        assertEquals("a\nb", CellText.cleanLines("a\n\u001b[0mb\n"));
    }

    @Test
    public void widthIsThatOfATerminal() {
        assertEquals(3, CellText.width("abc"));
        assertEquals(6, CellText.width("\u65e5\u672c\u8a9e"));
        assertEquals(1, CellText.width("e\u0301"));
        assertEquals(2, CellText.width("\ud83d\ude00"));
        assertEquals("\u65e5\u2026", CellText.cut("\u65e5\u672c\u8a9e", 4));
    }
}
