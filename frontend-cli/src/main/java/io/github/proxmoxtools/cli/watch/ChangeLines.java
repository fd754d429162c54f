package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.output.JsonLines;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What changes, as a JSON object per line; that it cannot be read, and can again, for people. */
public final class ChangeLines implements Watch.Sight<ToolResult> {
    private final Terminal terminal;
    private final Changes changes;
    private final Consumer<String> people;
    private @Nullable ToolResult last;
    private Duration silence = Duration.ZERO;

    /**
     * Prepares writing.
     *
     * @param terminal where
     * @param figures whether those that move by themselves count
     * @param people told in a line what is no data
     */
    public ChangeLines(Terminal terminal, boolean figures, Consumer<String> people) {
        this.terminal = terminal;
        this.changes = new Changes(figures);
        this.people = people;
    }

    @Override
    public void show(ToolResult found) {
        if (!silence.isZero()) {
            people.accept("read again");
            silence = Duration.ZERO;
        }
        write(last == null ? changes.first(found) : changes.between(last, found));
        last = found;
    }

    private void write(List<Change> found) {
        String at = terminal.pace().now().truncatedTo(ChronoUnit.SECONDS).toString();
        terminal.out(JsonLines.of(found.stream().map(change -> change.toMap(at)).toList()));
    }

    /** Says it once. */
    @Override
    public void miss(ToolFailure failure, Duration since) {
        if (silence.isZero()) {
            people.accept("warning: not read since " + HumanUnits.seconds(since.toSeconds()) + ": "
                    + CellText.clean(failure.error()) + "; trying again");
        }
        silence = since;
    }

    @Override
    public void close() {}
}
