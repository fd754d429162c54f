package io.github.proxmoxtools.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a server shows, looked at before anything is sent to it.
 *
 * @param host who showed it
 * @param certificate the server's own certificate
 * @param fingerprint its SHA-256 as colon-separated upper-case hex pairs
 * @param objection why it is not trusted; empty if it is
 */
public record ServerCertificate(Host host, X509Certificate certificate, String fingerprint,
        Optional<String> objection) {
    /**
     * Looks at a server's certificate; the connection ends within the handshake.
     *
     * @param host the server
     * @param trust how the certificate is judged
     * @param timeout the longest time to connect, and the longest silence
     * @param proxy the HTTP proxy to go through, if any
     * @return the certificate with the judgement
     * @throws UnreachableException if the server cannot be reached, or shows no certificate
     */
    public static ServerCertificate shownBy(Host host, Trust trust, Duration timeout, Optional<Host> proxy) {
        Onlooker onlooker = null;
        try (Socket socket = connected(host, timeout, proxy)) {
            onlooker = new Onlooker(new TlsLayer(trust).trustManager());
            shakeHands(socket, host, onlooker);
        } catch (IOException | GeneralSecurityException failure) {
            if (onlooker == null || onlooker.seen == null) {
                throw TransportFailures.unreachable(host, proxy.orElse(null), failure);
            }
        }
        return onlooker.found(host);
    }

    private static Socket connected(Host host, Duration timeout, Optional<Host> proxy) throws IOException {
        int millis = Math.toIntExact(timeout.toMillis());
        Socket socket = proxy.isPresent()
                ? new Socket(new Proxy(Proxy.Type.HTTP,
                        new InetSocketAddress(proxy.get().name(), proxy.get().port())))
                : new Socket(Proxy.NO_PROXY);
        try {
            socket.setSoTimeout(millis);
            socket.connect(proxy.isPresent()
                    ? InetSocketAddress.createUnresolved(host.name(), host.port())
                    : new InetSocketAddress(host.name(), host.port()), millis);
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private static void shakeHands(Socket socket, Host host, Onlooker onlooker)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{onlooker}, null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host.name(), host.port(),
                true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(TlsLayer.PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
    }

    /** Hears the judgement, remembers it, and ends the handshake in any case. */
    private static final class Onlooker extends ServerTrustManager {
        private final ServerTrustManager judge;
        private @Nullable X509Certificate seen;
        private @Nullable String objection;

        Onlooker(ServerTrustManager judge) {
            this.judge = judge;
        }

        @Override
        void check(X509Certificate[] chain, String keyExchange, Peer peer) throws CertificateException {
            seen = chain[0];
            try {
                judge.check(chain, keyExchange, peer);
            } catch (CertificateException refusal) {
                objection = String.valueOf(refusal.getMessage());
            }
            throw new CertificateException("it was only looked at");
        }

        ServerCertificate found(Host host) {
            X509Certificate certificate = seen;
            if (certificate == null) {
                throw new UnreachableException(UnreachableException.Reason.TLS, host + " shows no certificate", null);
            }
            try {
                return new ServerCertificate(host, certificate, fingerprint(certificate),
                        Optional.ofNullable(objection));
            } catch (CertificateException unreadable) {
                throw new UnreachableException(UnreachableException.Reason.TLS,
                        host + " shows a certificate that cannot be read", unreadable);
            }
        }
    }
}
