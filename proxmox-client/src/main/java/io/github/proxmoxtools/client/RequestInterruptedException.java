package io.github.proxmoxtools.client;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted; its interrupt flag is set. */
public final class RequestInterruptedException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenTaken;

    RequestInterruptedException(String message, boolean mayHaveBeenTaken, @Nullable Throwable cause) {
        super(message, cause);
        this.mayHaveBeenTaken = mayHaveBeenTaken;
    }

    /**
     * Tells whether the server may have done what was asked.
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
