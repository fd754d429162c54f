package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.ToolFailure;

/** What became of the call for one guest. */
sealed interface Fate {
    /**
     * It answered.
     *
     * @param result the answer, the same as that of a single call
     */
    record Answered(ToolResult result) implements Fate {}

    /** It was only planned. */
    record Planned() implements Fate {}

    /**
     * It failed.
     *
     * @param failure why
     */
    record Failed(ToolFailure failure) implements Fate {}

    /**
     * It was never sent.
     *
     * @param reason why not
     */
    record NotStarted(ToolFailure reason) implements Fate {}
}
