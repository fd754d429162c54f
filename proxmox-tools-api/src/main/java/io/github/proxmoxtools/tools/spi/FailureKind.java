package io.github.proxmoxtools.tools.spi;

/** Why a call did not do what was asked: one row per condition, with all that depends on it. */
public enum FailureKind {
    /** An argument is missing, unknown, of the wrong type or out of range. */
    BAD_ARGUMENT("bad_argument", "validation", false, 2),
    /** The tool or parameter needs another Proxmox VE version. */
    UNSUPPORTED_VERSION("unsupported_version", "validation", false, 2),
    /** Settings are missing or contradict each other. */
    BAD_SETTINGS("bad_settings", "validation", false, 2),
    /** The server does not accept the login. */
    NOT_LOGGED_IN("not_logged_in", "authentication", false, 3),
    /** The login lacks a privilege. */
    PERMISSION_DENIED("permission_denied", "authentication", false, 4),
    /** What was named does not exist. */
    NOT_FOUND("not_found", "not_found", false, 5),
    /** What should be made exists. */
    ALREADY_EXISTS("already_exists", "validation", false, 6),
    /** Another operation holds a lock; nothing was changed. */
    LOCKED("locked", "server_error", true, 6),
    /** Somebody changed it since it was read; nothing was changed. */
    CHANGED_MEANWHILE("changed_meanwhile", "validation", false, 6),
    /** The guest agent does not answer. */
    AGENT_NOT_RUNNING("agent_not_running", "server_error", false, 1),
    /** The task ended with an error. */
    TASK_FAILED("task_failed", "server_error", false, 8),
    /** Some of several steps were done, and one was not. */
    PARTIAL("partial", "server_error", false, 10),
    /** Our own guard said no; nothing was sent. */
    REFUSED("refused", "validation", false, 11),
    /** The caller took it back. */
    CANCELLED("cancelled", "unknown", false, 130),
    /** The server may or may not have done it. */
    OUTCOME_UNKNOWN("outcome_unknown", "unknown", false, 12),
    /** No answer in time to a call that changes nothing. */
    TIMEOUT("timeout", "timeout", true, 7),
    /** The server, or the node behind it, cannot be reached. */
    UNREACHABLE("unreachable", "network", true, 7),
    /** The server's certificate is not the one to trust; nothing was sent. */
    CERTIFICATE("certificate", "network", false, 7),
    /** The server said something that is no answer of Proxmox VE. */
    MALFORMED_ANSWER("malformed_answer", "server_error", false, 1),
    /** Any other refusal of the server. */
    SERVER("server_error", "server_error", false, 1),
    /** A mistake of ours. */
    INTERNAL("internal", "unknown", false, 1);

    private final String code;
    private final String category;
    private final boolean retryable;
    private final int exitCode;

    FailureKind(String code, String category, boolean retryable, int exitCode) {
        this.code = code;
        this.category = category;
        this.retryable = retryable;
        this.exitCode = exitCode;
    }

    /**
     * Gives the stable, fine word.
     *
     * @return lower case with underscores
     */
    public String code() {
        return code;
    }

    /**
     * Gives the stable, coarse word.
     *
     * @return validation, authentication, not_found, timeout, network, server_error or unknown
     */
    public String category() {
        return category;
    }

    /**
     * Tells whether sending again cannot act twice, unless a failure says otherwise.
     *
     * @return the default
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Gives the exit code of a command line: 1 failed, 2 usage, 3 authentication, 4 permission, 5 not found, 6 conflict or
     * locked, 7 timeout or unreachable, 8 task failed, 10 partial, 11 refused, 12 outcome unknown, 130 interrupted.
     *
     * @return 1 to 130
     */
    public int exitCode() {
        return exitCode;
    }
}
