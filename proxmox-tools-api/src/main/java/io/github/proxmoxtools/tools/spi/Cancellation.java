package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * Says also what was done before.
     *
     * @param done titles of the steps that were done
     * @param left titles of the steps that were not tried, or not to their end
     * @return the same cancellation with more facts
     */
    public Cancellation after(List<String> done, List<String> left) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("done", List.copyOf(done));
        more.put("left", List.copyOf(left));
        more.putAll(details);
        String before = done.isEmpty() ? "" : "; done before: " + String.join(", ", done);
        String after = left.isEmpty() ? "" : "; not done, or not to its end: " + String.join(", ", left);
        return new Cancellation(error() + before + after, guidance(), more);
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
