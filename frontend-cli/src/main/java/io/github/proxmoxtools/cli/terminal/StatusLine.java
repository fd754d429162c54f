package io.github.proxmoxtools.cli.terminal;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import java.util.OptionalDouble;

/** Progress as a single line that is redrawn, for people who watch. */
public final class StatusLine implements ProgressSink {
    private static final String SPINNER = "|/-\\";
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";
    private static final int BAR = 20;

    private final Terminal terminal;
    private String task = "";
    private String step = "";
    private String log = "";
    private String elapsed = "";
    private OptionalDouble fraction = OptionalDouble.empty();
    private int turn;
    private boolean shown;

    public StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void report(Event event) {
        switch (event) {
            case TaskStarted started -> {
                task = CellText.clean(started.type());
                fraction = OptionalDouble.empty();
                log = "";
            }
            case StepStarted next -> step = next.number() + "/" + next.of() + " " + CellText.clean(next.title());
            case LogLine line -> {
                log = CellText.clean(line.text());
                fraction = line.fraction().isPresent() ? line.fraction() : fraction;
            }
            case Transferred sent -> {
                log = "sent " + HumanUnits.bytes((double) sent.bytes()) + " of "
                        + HumanUnits.bytes((double) sent.total());
                fraction = OptionalDouble.of(sent.fraction());
            }
            case StillRunning running -> elapsed = HumanUnits.seconds(running.seconds());
        }
        draw();
    }

    private void draw() {
        StringBuilder line = new StringBuilder();
        line.append(SPINNER.charAt(turn++ % SPINNER.length()));
        part(line, step);
        part(line, task);
        fraction.ifPresent(share -> part(line, bar(share)));
        part(line, elapsed);
        part(line, log);
        terminal.err(START_OF_LINE + CellText.cut(line.toString(), terminal.width() - 1) + CLEAR_TO_END);
        shown = true;
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
        if (shown) {
            terminal.err(START_OF_LINE + CLEAR_TO_END);
            shown = false;
        }
    }
}
