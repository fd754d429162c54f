package io.github.proxmoxtools.cli.terminal;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Progress for people who watch: what a task writes scrolls by, and below it one line is redrawn.
 *
 * <p>It is redrawn with blanks and carriage returns alone, so that terminals without escape sequences show it too.
 */
public final class StatusLine implements ProgressSink {
    private static final String SPINNER = "|/-\\";
    private static final String START_OF_LINE = "\r";
    private static final int BAR = 20;
    private static final long NANOS_BETWEEN_TRANSFERS = 100_000_000;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final TransferPace pace;
    private String task = "";
    private String step = "";
    private String transfer = "";
    private String elapsed = "";
    private OptionalDouble fraction = OptionalDouble.empty();
    private int turn;
    private int shown;
    private long lastTransfer = Long.MIN_VALUE;

    public StatusLine(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    StatusLine(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.pace = new TransferPace(nanoTime);
    }

    @Override
    public synchronized void report(Event event) {
        switch (event) {
            case TaskStarted started -> {
                task = CellText.clean(started.type());
                fraction = OptionalDouble.empty();
                transfer = "";
            }
            case StepStarted next -> step = next.number() + "/" + next.of() + " " + CellText.clean(next.title());
            case LogLine line -> {
                scroll(CellText.clean(line.text()));
                fraction = line.fraction().isPresent() ? line.fraction() : fraction;
            }
            case Transferred sent -> {
                if (isTooSoon(sent)) {
                    return;
                }
                transfer = "sent " + pace.words(sent.bytes(), sent.total());
                fraction = OptionalDouble.of(sent.fraction());
            }
            case StillRunning running -> elapsed = HumanUnits.seconds(running.seconds());
        }
        draw();
    }

    private boolean isTooSoon(Transferred sent) {
        long now = nanoTime.getAsLong();
        boolean first = lastTransfer == Long.MIN_VALUE;
        if (!first && sent.bytes() != sent.total() && now - lastTransfer < NANOS_BETWEEN_TRANSFERS) {
            return true;
        }
        lastTransfer = now;
        return false;
    }

    private void scroll(String line) {
        clear();
        terminal.err(line + "\n");
    }

    private void draw() {
        StringBuilder line = new StringBuilder();
        line.append(SPINNER.charAt(turn++ % SPINNER.length()));
        part(line, step);
        part(line, task);
        fraction.ifPresent(share -> part(line, bar(share)));
        part(line, elapsed);
        part(line, transfer);
        String text = CellText.cut(line.toString(), terminal.width() - 1);
        terminal.err(START_OF_LINE + text + rest(text.length()));
        shown = text.length();
    }

    /** Covers what the line before left. */
    private String rest(int length) {
        return length < shown ? " ".repeat(shown - length) : "";
    }

    private static void part(StringBuilder line, String text) {
        if (!text.isEmpty()) {
            line.append(' ').append(text);
        }
    }

    private static String bar(double share) {
        double bounded = Math.max(0, Math.min(1, share));
        int full = (int) (bounded * BAR);
        return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + (int) (bounded * 100) + "%";
    }

    /** Takes the line away, so that what follows starts on a clean one. */
    public synchronized void clear() {
        if (shown > 0) {
            terminal.err(START_OF_LINE + " ".repeat(shown) + START_OF_LINE);
            shown = 0;
        }
    }
}
