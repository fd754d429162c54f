package io.github.proxmoxtools.client;

import org.jspecify.annotations.Nullable;

/** A call that did not end with an answer of success. */
public abstract sealed class ProxmoxException extends RuntimeException permits ApiException, UnreachableException,
        CertificateRejectedException, AnswerTimeoutException, ConnectionLostException, MalformedAnswerException,
        RequestInterruptedException, RequestRefusedException, LoginException,
        OutcomeUnknownException, TransferException {
    private static final long serialVersionUID = 1L;

    ProxmoxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Tells whether the server provably did not take the request, so that sending it again cannot act twice.
     *
     * @return whether that is certain
     */
    public abstract boolean notTaken();
}
