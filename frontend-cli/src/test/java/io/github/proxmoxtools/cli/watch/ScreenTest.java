package io.github.proxmoxtools.cli.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.cli.terminal.FakeTerminal;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[m";

    @Test
    void coloursTakeNoRoom() {
        String line = RED + "12345" + PLAIN + "67890";
        assertEquals(line, Screen.cut(line, 10));
    }

    @Test
    void colourEndsWhereTheLineIsCut() {
        assertEquals(RED + "123\u2026" + PLAIN, Screen.cut(RED + "12345" + PLAIN + "67890", 4));
        assertEquals("12" + RED + "3\u2026" + PLAIN, Screen.cut("12" + RED + "34567", 4));
    }

    @Test
    void wideCharactersAreMeasured() {
        assertEquals("\u65e5\u2026", Screen.cut("\u65e5\u672c\u8a9e", 4));
    }

    @Test
    void headingAndStatusOfOthersAreMadeHarmless() {
        FakeTerminal terminal = new FakeTerminal().showing(5, 40);
        try (Screen screen = new Screen(terminal, "list \u001b]0;title\u0007here")) {
            screen.draw("bad \u001b[2Jstatus", columns -> "text\n");
        }
        assertEquals("list here", terminal.lastFrame().lines().findFirst().orElseThrow().substring(0, 9));
        assertEquals("bad status", terminal.lastFrame().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void smallestScreenIsNotOverdrawn() {
        FakeTerminal terminal = new FakeTerminal().showing(1, 12);
        try (Screen screen = new Screen(terminal, "a long heading")) {
            screen.draw("status", columns -> "one\ntwo\n");
        }
        assertEquals(1, terminal.lastFrame().lines().count());
    }
}
