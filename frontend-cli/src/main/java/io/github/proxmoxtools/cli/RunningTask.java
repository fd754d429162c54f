package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.engine.ProgressSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers the task that is being waited for, so that an interruption can say what goes on. */
final class RunningTask {
    private volatile @Nullable String upid;

    ProgressSink watching(ProgressSink next) {
        return event -> {
            if (event instanceof ProgressSink.TaskStarted started) {
                upid = started.upid();
            }
            next.report(event);
        };
    }

    void ended() {
        upid = null;
    }

    Optional<String> upid() {
        return Optional.ofNullable(upid);
    }
}
