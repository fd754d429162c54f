package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.ProgressSink;
import java.util.OptionalDouble;

/** Puts the events of one call on a scale that always grows, as the protocol demands, and never reaches its end early. */
final class ProgressScale {
    private static final double CREEP = 0.001;
    /** What was sent is then taken in by a task. */
    private static final double BEFORE_THE_TASK = 0.9;

    private double last;
    private boolean measured;

    Progress next(ProgressSink.Event event) {
        return switch (event) {
            case ProgressSink.TaskStarted started -> creep("Started " + started.type() + ": " + started.upid());
            case ProgressSink.StepStarted step ->
                measure(OptionalDouble.of((step.number() - 1.0) / Math.max(step.of(), 1)), step.title());
            case ProgressSink.LogLine line -> measure(line.fraction(), line.text());
            case ProgressSink.Transferred sent -> measure(OptionalDouble.of(sent.fraction() * BEFORE_THE_TASK),
                    "Sent " + sent.bytes() + " of " + sent.total() + " bytes");
            case ProgressSink.StillRunning running -> creep("Still running after " + running.seconds() + " s");
        };
    }

    private Progress measure(OptionalDouble fraction, String message) {
        if (fraction.isPresent() && fraction.getAsDouble() > last) {
            last = Math.min(fraction.getAsDouble(), 1);
            measured = true;
            return new Progress(last, true, message);
        }
        return creep(message);
    }

    private Progress creep(String message) {
        last = Math.max(last + (1 - last) * CREEP, Math.nextUp(last));
        return new Progress(last, measured, message);
    }
}
