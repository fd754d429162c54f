package io.github.proxmoxtools.cli.text;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Where a problem came from, for whoever looks for a mistake. */
public final class Trace {
    private Trace() {}

    /**
     * Writes it as Java does.
     *
     * @param problem what happened
     * @return lines
     */
    public static String of(Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
