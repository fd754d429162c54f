package io.github.proxmoxtools.client;

import org.jspecify.annotations.Nullable;

/** An upload or a download ended on our own side; what was sent of an upload was not enough to act on. */
public final class TransferException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a transfer ended on our own side. */
    public enum Reason {
        /** What is to be sent cannot be read. */
        SOURCE_UNREADABLE,
        /** What is sent became longer, shorter or another one meanwhile. */
        SOURCE_CHANGED,
        /** The address may not be read from: its host, scheme, or where it redirects to. */
        SOURCE_REFUSED,
        /** There is more than was allowed. */
        TOO_LARGE,
        /** What came cannot be written, or its place is taken. */
        TARGET_UNWRITABLE,
        /** What came does not have the checksum that was expected. */
        CHECKSUM
    }

    TransferException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Gives the reason.
     *
     * @return why the transfer ended
     */
    public Reason reason() {
        return reason;
    }

    /** Says yes: the server does nothing with a body that is not complete. */
    @Override
    public boolean notTaken() {
        return true;
    }
}
