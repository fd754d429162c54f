package io.github.proxmoxtools.tools.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why a call did not do what was asked, what to do about it, and whether trying again is safe.
 *
 * <p>{@link #toMap()} is its published JSON form.
 */
public abstract sealed class ToolFailure extends RuntimeException
        permits InvalidCall, Refusal, ServerFailure, TransportFailure, TaskFailure, PartialFailure, Cancellation {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String guidance;
    private final boolean retryable;
    private final transient Optional<CallSite> callSite;

    /**
     * Gathers what every failure says.
     *
     * @param kind the row of the table
     * @param message what happened
     * @param guidance what to do about it; may be empty
     * @param retryable whether sending again cannot act twice
     * @param callSite the call that failed, if one was made
     * @param cause what made us notice
     */
    protected ToolFailure(FailureKind kind, String message, String guidance, boolean retryable,
            Optional<CallSite> callSite, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.guidance = guidance;
        this.retryable = retryable;
        this.callSite = callSite;
    }

    /**
     * A call to the server.
     *
     * @param method the HTTP method
     * @param endpoint the path
     * @param httpStatus the answer's status, if there was an answer
     */
    public record CallSite(String method, String endpoint, Optional<Integer> httpStatus) {}

    /**
     * Gives the row of the table.
     *
     * @return the kind
     */
    public FailureKind kind() {
        return kind;
    }

    /**
     * Says what happened.
     *
     * @return a sentence
     */
    public String error() {
        String message = getMessage();
        return message == null ? kind.code() : message;
    }

    /**
     * Says what to do about it.
     *
     * @return a sentence, or an empty text
     */
    public String guidance() {
        return guidance;
    }

    /**
     * Tells whether sending again cannot act twice.
     *
     * @return whether it is safe
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Gives the call that failed.
     *
     * @return the call, if one was made
     */
    public Optional<CallSite> callSite() {
        return callSite;
    }

    /**
     * Gives more facts by name, per parameter where arguments are wrong.
     *
     * @return the facts, often none
     */
    public Map<String, Object> details() {
        return Map.of();
    }

    /**
     * Names the privilege that is missing.
     *
     * @return path and privilege as Proxmox VE writes them
     */
    public Optional<String> requiredPrivilege() {
        return Optional.empty();
    }

    /**
     * Gives the published JSON form.
     *
     * @return error, category, code, guidance, retryable, and where they apply endpoint, method, httpStatus, details
     *         and requiredPrivilege
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("error", error());
        map.put("category", kind.category());
        map.put("code", kind.code());
        map.put("guidance", guidance);
        map.put("retryable", retryable);
        callSite.ifPresent(call -> {
            map.put("endpoint", call.endpoint());
            map.put("method", call.method());
            call.httpStatus().ifPresent(status -> map.put("httpStatus", status));
        });
        if (!details().isEmpty()) {
            map.put("details", details());
        }
        requiredPrivilege().ifPresent(privilege -> map.put("requiredPrivilege", privilege));
        return map;
    }
}
