package io.github.proxmoxtools.client;

import org.jspecify.annotations.Nullable;

/** No connection to the server came about; nothing was sent. */
public final class UnreachableException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why no connection came about. */
    public enum Reason {
        /** Nothing listens there, or there is no way to it. */
        REFUSED,
        /** The name has no address. */
        UNKNOWN_HOST,
        /** Nobody answered in time. */
        TIMEOUT,
        /** Whoever answers there does not speak TLS as expected. */
        TLS,
        /** The HTTP proxy does not let the connection through. */
        PROXY,
        /** The cluster says that the node is offline, so it was not asked. */
        OFFLINE
    }

    UnreachableException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Gives the reason.
     *
     * @return why no connection came about
     */
    public Reason reason() {
        return reason;
    }

    @Override
    public boolean notTaken() {
        return true;
    }
}
