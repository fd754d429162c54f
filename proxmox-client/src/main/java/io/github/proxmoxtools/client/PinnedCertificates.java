package io.github.proxmoxtools.client;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;

/** Accepts exactly the pinned certificates: chain, host name and expiry do not matter. */
final class PinnedCertificates extends ServerTrustManager {
    private final Set<String> pins;

    PinnedCertificates(Set<String> pins) {
        this.pins = pins;
    }

    @Override
    void check(X509Certificate[] chain, String keyExchange, Peer peer) throws CertificateException {
        if (!pins.contains(fingerprint(chain[0]))) {
            throw new CertificateException("expected " + String.join(" or ", pins));
        }
    }
}
