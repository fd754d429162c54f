package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.bulk.TaskWatch;
import io.github.proxmoxtools.tools.engine.ProgressSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers the tasks that are being waited for, so that an interruption can say what goes on. */
final class RunningTask implements TaskWatch {
    /** The last task of each call; its earlier ones have ended. */
    private final Map<ProgressSink, String> upids = new LinkedHashMap<>();

    @Override
    public ProgressSink watching(ProgressSink next) {
        return new ProgressSink() {
            @Override
            public void report(Event event) {
                if (event instanceof TaskStarted started) {
                    put(this, started.upid());
                }
                next.report(event);
            }
        };
    }

    private synchronized void put(ProgressSink watched, String upid) {
        upids.put(watched, upid);
    }

    @Override
    public synchronized void ended(ProgressSink watched) {
        upids.remove(watched);
    }

    synchronized void ended() {
        upids.clear();
    }

    synchronized List<String> upids() {
        return new ArrayList<>(upids.values());
    }
}
