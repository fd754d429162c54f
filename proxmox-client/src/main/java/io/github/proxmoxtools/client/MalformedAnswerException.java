package io.github.proxmoxtools.client;

import org.jspecify.annotations.Nullable;

/** What came back is no answer of Proxmox VE: HTML of something in between, broken JSON, or too much. */
public final class MalformedAnswerException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedAnswerException(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /**
     * Gives the HTTP status.
     *
     * @return the status; 0 if there was none
     */
    public int status() {
        return status;
    }

    /** Says no: the request may have reached the server behind whatever answered. */
    @Override
    public boolean notTaken() {
        return false;
    }
}
