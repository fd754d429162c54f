package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The call itself cannot be honoured: nothing was sent. */
public final class InvalidCall extends ToolFailure {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;

    /**
     * Says what is wrong, for a given row of the table.
     *
     * @param kind the row
     * @param message what is wrong
     * @param guidance what would be right
     * @param details what is wrong per parameter
     */
    public InvalidCall(FailureKind kind, String message, String guidance, Map<String, String> details) {
        super(kind, message, guidance, false, Optional.empty(), null);
        this.details = new LinkedHashMap<>(details);
    }

    /**
     * Says what is wrong with a parameter.
     *
     * @param parameter its name
     * @param problem what is wrong and what would be right
     * @return the failure
     */
    public static InvalidCall argument(String parameter, String problem) {
        return new InvalidCall(FailureKind.BAD_ARGUMENT, parameter + ": " + problem, "", Map.of(parameter, problem));
    }

    /**
     * Says that a parameter is missing.
     *
     * @param parameter its name
     * @return the failure
     */
    public static InvalidCall missing(String parameter) {
        return argument(parameter, "is required");
    }

    @Override
    public Map<String, Object> details() {
        return details;
    }
}
