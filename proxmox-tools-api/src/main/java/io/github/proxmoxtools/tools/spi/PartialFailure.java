package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some steps were done before one failed: what was done is not undone. */
public final class PartialFailure extends ToolFailure {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    /**
     * Says how far it came.
     *
     * @param done titles of the steps that were done
     * @param failed title of the step that failed
     * @param left titles of the steps that were not tried
     * @param failure why it failed
     */
    public PartialFailure(List<String> done, String failed, List<String> left, ToolFailure failure) {
        super(FailureKind.PARTIAL, "'" + failed + "' failed after " + done.size() + " of "
                + (done.size() + 1 + left.size()) + " steps were done: " + failure.error(), failure.guidance(), false,
                failure.callSite(), failure);
        this.details = new LinkedHashMap<>();
        this.details.put("done", List.copyOf(done));
        this.details.put("failed", failed);
        this.details.put("left", List.copyOf(left));
        this.details.put("reason", failure.toMap());
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
