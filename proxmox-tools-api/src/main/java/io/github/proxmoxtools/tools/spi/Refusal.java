package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Our own guard said no: nothing was sent that changes anything. */
public final class Refusal extends ToolFailure {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    /**
     * Says why it was refused.
     *
     * @param message why
     * @param guidance what the caller can do
     * @param details the plan that was refused, if there was one
     */
    public Refusal(String message, String guidance, Map<String, Object> details) {
        super(FailureKind.REFUSED, message, guidance, false, Optional.empty(), null);
        this.details = new LinkedHashMap<>(details);
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
