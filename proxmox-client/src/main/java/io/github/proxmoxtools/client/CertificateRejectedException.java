package io.github.proxmoxtools.client;

import org.jspecify.annotations.Nullable;

/** The server's certificate is not one that was agreed on; nothing was sent. */
public final class CertificateRejectedException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final Host host;
    private final String fingerprint;

    CertificateRejectedException(Host host, String fingerprint, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.host = host;
        this.fingerprint = fingerprint;
    }

    /**
     * Names the server.
     *
     * @return where the certificate was shown
     */
    public Host host() {
        return host;
    }

    /**
     * Gives the certificate's fingerprint, for comparison with the one that the web interface shows.
     *
     * @return SHA-256 as colon-separated upper-case hex pairs
     */
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean notTaken() {
        return true;
    }
}
