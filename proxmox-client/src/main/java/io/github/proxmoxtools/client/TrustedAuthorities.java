package io.github.proxmoxtools.client;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts what the JDK's own checks of chain, host name and expiry accept. */
final class TrustedAuthorities extends ServerTrustManager {
    private final X509ExtendedTrustManager checks;

    TrustedAuthorities(X509ExtendedTrustManager checks) {
        this.checks = checks;
    }

    @Override
    void check(X509Certificate[] chain, String keyExchange, Peer peer) throws CertificateException {
        try {
            switch (peer) {
                case Peer.OfSocket(var socket) -> checks.checkServerTrusted(chain, keyExchange, socket);
                case Peer.OfEngine(var engine) -> checks.checkServerTrusted(chain, keyExchange, engine);
                case Peer.Unknown() -> throw new CertificateException("the host name cannot be checked");
            }
        } catch (CertificateException refusal) {
            throw Objection.of(refusal, chain[0]);
        }
    }
}
