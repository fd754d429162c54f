package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.function.Function;

/** The newest result on a screen; one that could not be renewed stays, under a line that says so. */
public final class DrawnResult implements Watch.Sight<ToolResult> {
    private final Screen screen;
    private final Function<ToolResult, String> format;
    private String last = "";

    /**
     * Prepares drawing.
     *
     * @param screen where
     * @param format makes text of a result
     */
    public DrawnResult(Screen screen, Function<ToolResult, String> format) {
        this.screen = screen;
        this.format = format;
    }

    @Override
    public void show(ToolResult found) {
        StringBuilder text = new StringBuilder(format.apply(found));
        if (found.content() instanceof ToolResult.Listing listing && listing.items().isEmpty()) {
            text.append("No items.\n");
        }
        found.notes().forEach(note -> text.append("note: ").append(CellText.clean(note)).append('\n'));
        last = text.toString();
        screen.draw("", last);
    }

    @Override
    public void miss(ToolFailure failure, Duration silence) {
        screen.draw("since " + HumanUnits.seconds(silence.toSeconds()) + ": " + failure.error(), last);
    }

    @Override
    public void close() {
        screen.close();
    }
}
