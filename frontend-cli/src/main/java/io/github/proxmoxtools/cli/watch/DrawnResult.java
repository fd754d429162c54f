package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.text.HumanUnits;
import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The newest result on a screen; one that could not be renewed stays, under a line that says so. */
public final class DrawnResult implements Watch.Sight<ToolResult> {
    private final Screen screen;
    private final Format format;
    private @Nullable ToolResult last;

    /** Makes text of a result. */
    @FunctionalInterface
    public interface Format {
        /**
         * Makes text.
         *
         * @param result what was read
         * @param columns how wide the screen is at this moment
         * @return lines, with what people are told about them
         */
        String text(ToolResult result, int columns);
    }

    /**
     * Prepares drawing.
     *
     * @param screen where
     * @param format makes text of a result
     */
    public DrawnResult(Screen screen, Format format) {
        this.screen = screen;
        this.format = format;
    }

    @Override
    public void show(ToolResult found) {
        last = found;
        draw("", found);
    }

    @Override
    public void miss(ToolFailure failure, Duration silence) {
        draw("since " + HumanUnits.seconds(silence.toSeconds()) + ": " + failure.error(), last);
    }

    private void draw(String status, @Nullable ToolResult result) {
        screen.draw(status, columns -> result == null ? "" : format.text(result, columns));
    }

    @Override
    public void close() {
        screen.close();
    }
}
