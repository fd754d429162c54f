package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The task was started and ended with an error. */
public final class TaskFailure extends ToolFailure {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> task;

    /**
     * Says how the task ended.
     *
     * @param kind task failed, or what its exit status means, such as locked or not found
     * @param message the exit status
     * @param guidance what to do about it
     * @param retryable whether sending again cannot act twice
     * @param callSite the call that started it
     * @param task upid, node, type, exitstatus, seconds and the end of its log
     */
    public TaskFailure(FailureKind kind, String message, String guidance, boolean retryable,
            Optional<CallSite> callSite, Map<String, Object> task) {
        super(kind, message, guidance, retryable, callSite, null);
        this.task = new LinkedHashMap<>(task);
    }

    @Override
    public Map<String, Object> details() {
        return task;
    }
}
