package io.github.proxmoxtools.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StandardTerminalTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private static StandardTerminal terminal(OutputStream out) {
        return terminal(out, InputStream.nullInputStream());
    }

    private static StandardTerminal terminal(OutputStream out, InputStream in) {
        DataStream stream = new DataStream(out, StandardCharsets.UTF_8);
        return new StandardTerminal(stream, stream, in, () -> null);
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

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Asks on another thread, and comes back when the question stands. */
    private CompletableFuture<Optional<String>> ask(StandardTerminal terminal) throws InterruptedException {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> answer.complete(terminal.ask("Stop? ")));
        while (!written().contains("Stop? ")) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return answer;
    }

    @Test
    @Timeout(10)
    void whatOthersWriteWaitsForTheAnswer() throws Exception {
        try (PipedOutputStream keys = new PipedOutputStream(); PipedInputStream in = new PipedInputStream(keys)) {
            StandardTerminal terminal = terminal(written, in);
            assertTrue(terminal.draw("frame "));
            CompletableFuture<Optional<String>> answer = ask(terminal);
            terminal.err("one ");
            terminal.out("two");
            assertFalse(terminal.draw("lost"));
            keys.write("y\n".getBytes(StandardCharsets.UTF_8));
            keys.flush();
            assertEquals(Optional.of("y"), answer.get());
            assertEquals("frame Stop? one two", written());
            assertEquals(1, terminal.questions());
            assertTrue(terminal.draw(" frame"));
        }
    }

    @Test
    @Timeout(10)
    void questionThatIsGivenUpHoldsNothingBack() throws Exception {
        try (PipedOutputStream keys = new PipedOutputStream(); PipedInputStream in = new PipedInputStream(keys)) {
            StandardTerminal terminal = terminal(written, in);
            CompletableFuture<Optional<String>> answer = ask(terminal);
            terminal.err("one ");
            terminal.giveUpAsking();
            terminal.err("two");
            assertTrue(written().endsWith("one two"), written());
            assertFalse(answer.isDone());
            keys.write("late\n".getBytes(StandardCharsets.UTF_8));
            keys.flush();
            assertEquals(Optional.of("late"), answer.get());
            assertTrue(written().endsWith("one two"), written());
        }
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
        assertEquals(Optional.empty(), closed.lostOutput());
        closed.out("more");
        assertTrue(closed.isAbandoned());
        assertEquals(Optional.of("Broken pipe"), closed.lostOutput());
    }
}
