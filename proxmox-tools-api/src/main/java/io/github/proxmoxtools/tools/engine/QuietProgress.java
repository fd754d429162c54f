package io.github.proxmoxtools.tools.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events on without secrets; whoever watches and fails does not change what becomes of the call. */
final class QuietProgress implements ProgressSink {
    private static final Logger LOG = LoggerFactory.getLogger(QuietProgress.class);

    private final ProgressSink sink;
    private final Redactor redactor;

    QuietProgress(ProgressSink sink, Redactor redactor) {
        this.sink = sink;
        this.redactor = redactor;
    }

    @Override
    public void report(Event event) {
        try {
            sink.report(redacted(event));
        } catch (RuntimeException e) {
            LOG.warn("Progress could not be reported: {}", e.toString());
        }
    }

    private Event redacted(Event event) {
        return switch (event) {
            case LogLine line -> new LogLine(redactor.text(line.text()), line.fraction());
            case StepStarted step -> new StepStarted(redactor.text(step.title()), step.number(), step.of());
            case TaskStarted started -> started;
            case Transferred transferred -> transferred;
            case StillRunning running -> running;
        };
    }
}
