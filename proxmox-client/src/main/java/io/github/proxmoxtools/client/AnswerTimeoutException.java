package io.github.proxmoxtools.client;

import org.jspecify.annotations.Nullable;

/** The server said nothing for too long. */
public final class AnswerTimeoutException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenTaken;

    AnswerTimeoutException(String message, boolean mayHaveBeenTaken, @Nullable Throwable cause) {
        super(message, cause);
        this.mayHaveBeenTaken = mayHaveBeenTaken;
    }

    /**
     * Tells whether the server may be doing what was asked.
     *
     * @return false only if nothing was sent
     */
    public boolean requestMayHaveBeenTaken() {
        return mayHaveBeenTaken;
    }

    @Override
    public boolean notTaken() {
        return !mayHaveBeenTaken;
    }
}
