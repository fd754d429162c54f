package io.github.proxmoxtools.cli.terminal;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.ProgressSink;

/** Progress as lines, for logs and pipes. */
public final class PlainProgress implements ProgressSink {
    private final Terminal terminal;

    public PlainProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void report(Event event) {
        switch (event) {
            case TaskStarted started -> terminal.err("task started: " + CellText.clean(started.upid()) + "\n");
            case StepStarted step -> terminal.err("step " + step.number() + "/" + step.of() + ": "
                    + CellText.clean(step.title()) + "\n");
            case LogLine line -> terminal.err(CellText.clean(line.text()) + "\n");
            case Transferred sent -> {
                if (sent.bytes() == sent.total()) {
                    terminal.err("sent: " + HumanUnits.bytes((double) sent.total()) + "\n");
                }
            }
            case StillRunning running -> {
            }
        }
    }
}
