package io.github.proxmoxtools.cli.interrupt;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.FailureText;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.tools.engine.Catalog;
import io.github.proxmoxtools.tools.spi.Outcome;
import io.github.proxmoxtools.tools.spi.Safety;
import io.github.proxmoxtools.tools.spi.TaskInput;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Optional;

/** What an interrupted call says: what goes on, and how to look at it; nothing where nothing does. */
public final class Farewell {
    private Farewell() {}

    /**
     * Says it.
     *
     * @param failure how the call ended
     * @param catalog holds what looks at tasks
     * @param paint colours the failure
     * @return lines
     */
    public static String of(ToolFailure failure, Catalog catalog, Paint paint) {
        if (failure.details().isEmpty()) {
            return "\n";
        }
        return "\n" + FailureText.of(failure, paint) + hint(failure, catalog);
    }

    private static String hint(ToolFailure failure, Catalog catalog) {
        Optional<String> words = catalog.tools().stream().filter(Farewell::looksAtTasks).findFirst()
                .map(tool -> String.join(" ", tool.command()));
        Object upid = failure.details().get("upid");
        return upid == null || words.isEmpty()
                ? ""
                : "proxmox " + words.get() + " " + CellText.clean(upid.toString()) + "\n";
    }

    private static boolean looksAtTasks(Tool tool) {
        return tool.safety() == Safety.READ && tool.inputs().contains(TaskInput.TASK)
                && tool.outcome() instanceof Outcome.Data;
    }
}
