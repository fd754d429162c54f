package io.github.proxmoxtools.simulator.api;

import java.util.Map;

/** An answer that is an error. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> errors;
    private final boolean inner;

    private ApiError(int status, String message, Map<String, String> errors) {
        this(status, message, errors, false);
    }

    private ApiError(int status, String message, Map<String, String> errors, boolean inner) {
        super(message, null, false, false);
        this.status = status;
        this.errors = errors;
        this.inner = inner;
    }

    /** The same, said by the privileged daemon behind the proxy. */
    ApiError fromInnerDaemon() {
        return new ApiError(status, message(), errors, true);
    }

    boolean isInner() {
        return inner;
    }

    /** Perl's {@code die}: most of what goes wrong ends here. */
    static ApiError died(String message) {
        return new ApiError(500, message + "\n", Map.of());
    }

    static ApiError parameters(Map<String, String> errors) {
        return new ApiError(400, "Parameter verification failed.\n", errors);
    }

    static ApiError parameter(String name, String text) {
        return parameters(Map.of(name, text));
    }

    static ApiError denied(String what) {
        return new ApiError(403, "Permission check failed (" + what + ")\n", Map.of());
    }

    static ApiError unauthorized(String message) {
        return new ApiError(401, message + "\n", Map.of());
    }

    static ApiError notImplemented(String method, String path) {
        return new ApiError(501, "Method '" + method + " " + path + "' not implemented", Map.of());
    }

    /** Nothing of the kind exists on a real server: here it says that this stand-in is at its end. */
    static ApiError notSimulated(String method, String template) {
        return new ApiError(501, "Method '" + method + " " + template + "' not simulated", Map.of());
    }

    /** An error that names its own code. */
    static ApiError raised(int status, String message) {
        return new ApiError(status, message, Map.of());
    }

    static ApiError proxy(int status, String message) {
        return new ApiError(status, message, Map.of());
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    /** The reason phrase: the message's first line. */
    String reason() {
        return message().lines().findFirst().orElse("");
    }

    Map<String, String> errors() {
        return errors;
    }
}
