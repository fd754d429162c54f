package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There was no usable answer: unreachable, too late, untrusted, or lost on the way. */
public final class TransportFailure extends ToolFailure {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    /**
     * Says what happened on the way.
     *
     * @param kind timeout, unreachable, certificate, malformed answer or outcome unknown
     * @param message what happened
     * @param guidance what to do about it, and for an unknown outcome how to check
     * @param retryable whether sending again cannot act twice
     * @param callSite the call
     * @param details more facts, such as what was sent
     * @param cause the client's exception
     */
    public TransportFailure(FailureKind kind, String message, String guidance, boolean retryable,
            Optional<CallSite> callSite, Map<String, Object> details, @Nullable Throwable cause) {
        super(kind, message, guidance, retryable, callSite, cause);
        this.details = new LinkedHashMap<>(details);
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
