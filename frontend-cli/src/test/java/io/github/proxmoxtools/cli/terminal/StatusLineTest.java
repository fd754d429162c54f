package io.github.proxmoxtools.cli.terminal;

import io.github.proxmoxtools.tools.engine.ProgressSink;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StatusLineTest {
    private static final long MIB = 1 << 20;

    private final FakeTerminal terminal = new FakeTerminal();
    private final AtomicLong now = new AtomicLong();
    private final StatusLine line = new StatusLine(terminal, now::get);

    private static String shown(String written) {
        return written.substring(written.lastIndexOf('\r') + 1).stripTrailing();
    }

    private void after(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void logScrollsAboveTheBar() {
        line.report(new ProgressSink.TaskStarted("UPID:a", "vzdump"));
        line.report(new ProgressSink.LogLine("INFO: 50% done\u001b[2J", OptionalDouble.of(0.5)));
        assertEquals("\r| vzdump\r        \rINFO: 50% done\n\r/ vzdump [##########          ] 50%", terminal.err());
        line.clear();
        assertEquals("", shown(terminal.err()));
        assertFalse(terminal.err().contains("\u001b"), terminal.err());
    }

    @Test
    void shorterLineCoversTheLongerOne() {
        line.report(new ProgressSink.StepStarted("a long title", 1, 2));
        line.report(new ProgressSink.StepStarted("b", 2, 2));
        assertTrue(terminal.err().endsWith("\r/ 2/2 b           "), terminal.err());
    }

    @Test
    void transferSaysItsPaceAndWhatIsLeft() {
        line.report(new ProgressSink.Transferred(0, 100 * MIB));
        assertEquals("| [                    ] 0% sent 0 B of 100.0 MiB", shown(terminal.err()));
        after(2000);
        line.report(new ProgressSink.Transferred(20 * MIB, 100 * MIB));
        assertEquals("/ [####                ] 20% sent 20.0 MiB of 100.0 MiB, 10.0 MiB/s, 8s left",
                shown(terminal.err()));
    }

    @Test
    void transferIsNotDrawnForEachPiece() {
        line.report(new ProgressSink.Transferred(0, 100));
        String first = terminal.err();
        line.report(new ProgressSink.Transferred(1, 100));
        assertEquals(first, terminal.err());
        line.report(new ProgressSink.Transferred(100, 100));
        assertTrue(shown(terminal.err()).contains("100%"), terminal.err());
    }

    @Test
    void anotherTransferHasItsOwnPace() {
        line.report(new ProgressSink.Transferred(100 * MIB, 100 * MIB));
        after(10_000);
        line.report(new ProgressSink.Transferred(0, 10 * MIB));
        after(1000);
        line.report(new ProgressSink.Transferred(5 * MIB, 10 * MIB));
        assertTrue(shown(terminal.err()).endsWith("5.0 MiB/s, 1s left"), terminal.err());
    }
}
