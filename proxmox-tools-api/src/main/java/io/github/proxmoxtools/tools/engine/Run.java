package io.github.proxmoxtools.tools.engine;

/** One call on its way through the engine. */
final class Run {
    Run(EngineParts parts, ToolCall call) {
        throw new IllegalStateException(parts + " " + call);
    }

    ToolResult run() {
        throw new IllegalStateException();
    }

    Plan plan() {
        throw new IllegalStateException();
    }
}
