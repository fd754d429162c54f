package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.tools.engine.ProgressSink;

/** Remembers the tasks that are being waited for, so that an interruption can say what goes on. */
public interface TaskWatch {
    /**
     * Looks at the events of a call on their way.
     *
     * @param next receives them all
     * @return what the call reports to
     */
    ProgressSink watching(ProgressSink next);

    /**
     * Forgets a call, because it has ended.
     *
     * @param watched what it reported to
     */
    void ended(ProgressSink watched);
}
