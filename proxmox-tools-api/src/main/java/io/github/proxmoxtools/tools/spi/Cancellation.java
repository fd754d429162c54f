package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The caller took the call back. */
public final class Cancellation extends ToolFailure {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    /**
     * Says what goes on all the same.
     *
     * @param message how far it came
     * @param guidance how to look after what goes on
     * @param details such as the UPID of a task that still runs
     */
    public Cancellation(String message, String guidance, Map<String, Object> details) {
        super(FailureKind.CANCELLED, message, guidance, false, Optional.empty(), null);
        this.details = new LinkedHashMap<>(details);
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
