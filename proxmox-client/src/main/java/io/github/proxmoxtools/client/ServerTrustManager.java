package io.github.proxmoxtools.client;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges server certificates inside the handshake, before anything is sent, and remembers what it refused. */
abstract class ServerTrustManager extends X509ExtendedTrustManager {
    /** The other end of the connection, as the JDK's own trust manager wants to know it. */
    sealed interface Peer {
        /** A peer behind a blocking socket. */
        record OfSocket(Socket socket) implements Peer {}

        /** A peer behind an engine. */
        record OfEngine(SSLEngine engine) implements Peer {}

        /** A peer of which nothing is known. */
        record Unknown() implements Peer {}
    }

    /** A refusal that says which certificate was seen. */
    static final class Rejected extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final String fingerprint;

        Rejected(String fingerprint, CertificateException cause) {
            super(cause.getMessage(), cause);
            this.fingerprint = fingerprint;
        }

        String fingerprint() {
            return fingerprint;
        }
    }

    abstract void check(X509Certificate[] chain, String keyExchange, Peer peer) throws CertificateException;

    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return Trust.Fingerprints
                    .ofBytes(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new CertificateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        judge(chain, keyExchange, new Peer.OfSocket(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        judge(chain, keyExchange, new Peer.OfEngine(engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        judge(chain, keyExchange, new Peer.Unknown());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, keyExchange);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, keyExchange);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        throw new CertificateException("this is a client: nobody authenticates to it");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private void judge(X509Certificate[] chain, String keyExchange, Peer peer) throws CertificateException {
        try {
            check(chain, keyExchange, peer);
        } catch (CertificateException refusal) {
            throw new Rejected(fingerprint(chain[0]), refusal);
        }
    }
}
