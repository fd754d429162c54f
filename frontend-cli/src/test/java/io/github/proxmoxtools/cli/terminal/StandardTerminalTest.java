package io.github.proxmoxtools.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardTerminalTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private static StandardTerminal terminal(OutputStream out) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new StandardTerminal(stream, stream, InputStream.nullInputStream(), () -> null);
    }

    @Test
    void cursorIsShownOnlyWhereItWasHidden() {
        StandardTerminal terminal = terminal(written);
        terminal.showCursor();
        assertEquals("", written.toString(StandardCharsets.UTF_8));
        terminal.hideCursor();
        terminal.hideCursor();
        terminal.showCursor();
        terminal.showCursor();
        assertEquals("\u001b[?25l\n\u001b[?25h", written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void pipeThatWasClosedIsAbandoned() {
        StandardTerminal closed = terminal(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        assertFalse(closed.isAbandoned());
        closed.out("more");
        assertTrue(closed.isAbandoned());
    }
}
