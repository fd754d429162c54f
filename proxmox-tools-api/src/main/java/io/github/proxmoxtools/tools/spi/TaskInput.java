package io.github.proxmoxtools.tools.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The task a tool is about: its UPID names the node, so that {@code node} is only there for callers who send it. */
public record TaskInput() implements Input {
    /** The task's unique id. */
    public static final Param<String> UPID = Param
            .text("upid", "Unique task id, as any tool that starts a task returns it.")
            .pattern("UPID:[^\\s/]+:", "a task's UPID", "UPID:pve1:0004E2A1:0A1B2C3D:68A1B2C3:qmstart:100:root@pam:");
    /** Accepted for callers who know it; must agree with the UPID. */
    public static final Param<String> NODE = Param.text("node", "Found in the UPID.").pattern(Patterns.NODE).optional();

    /** A task. */
    public static final TaskInput TASK = new TaskInput();

    @Override
    public List<Param<?>> params() {
        return List.of(UPID, NODE);
    }

    /** That of a record has machinery that is built at run time, and every program declares its tools when it starts. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskInput;
    }
}
