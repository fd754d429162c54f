package io.github.proxmoxtools.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLProtocolException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Puts TLS over a connected socket; certificates and authorities are read when the first connection needs them. */
final class TlsLayer implements TlsSocketStrategy {
    private static final List<Path> SYSTEM_STORES = List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"), Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"), Path.of("/etc/ssl/cert.pem"));

    /**
     * What Proxmox VE speaks, and nothing else: the JDK sends a key share for a group of each family in the list, and
     * the first one of P-256 in a process costs as much as the rest of the handshake. Without the JIT's second compiler
     * the cipher is five times as fast as AES, and with it not slower.
     */
    private static final String[] NARROW_PROTOCOLS = {"TLSv1.3"};
    private static final String[] NARROW_GROUPS = {"x25519"};
    private static final String[] NARROW_CIPHERS = {"TLS_CHACHA20_POLY1305_SHA256"};
    static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Trust trust;
    private final Set<String> wantMore = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SSLContext context;

    /** The server may speak TLS, but not in the narrow way that is tried first; nothing was sent. */
    static final class TooNarrow extends SSLException {
        private static final long serialVersionUID = 1L;

        TooNarrow(SSLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    TlsLayer(Trust trust) {
        this.trust = trust;
    }

    /**
     * Puts TLS over a socket.
     *
     * <p>Tried first is what is cheap and what every Proxmox VE since 7 speaks: TLS 1.3 with X25519 and
     * ChaCha20. A server that
     * refuses it (one in FIPS mode, an old proxy) is offered all that the JDK knows from then on.
     *
     * @throws TooNarrow if the server refused; another connection to it will be offered everything
     */
    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext ignored)
            throws IOException {
        String server = host + ":" + port;
        boolean narrow = !wantMore.contains(server);
        SSLSocket secured = (SSLSocket) context().getSocketFactory().createSocket(socket, host, port, true);
        secured.setSSLParameters(parameters(secured.getSSLParameters(), narrow));
        try {
            secured.startHandshake();
        } catch (SSLHandshakeException | SSLProtocolException refused) {
            if (narrow && Causes.first(CertificateException.class, refused).isEmpty()) {
                wantMore.add(server);
                throw new TooNarrow(refused);
            }
            throw refused;
        }
        return secured;
    }

    private SSLParameters parameters(SSLParameters parameters, boolean narrow) {
        if (narrow) {
            narrow(parameters);
        } else {
            parameters.setProtocols(PROTOCOLS);
        }
        if (trust instanceof Trust.SystemStore || trust instanceof Trust.CaFile) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    static SSLParameters narrow(SSLParameters parameters) {
        parameters.setProtocols(NARROW_PROTOCOLS);
        parameters.setNamedGroups(NARROW_GROUPS);
        parameters.setCipherSuites(NARROW_CIPHERS);
        return parameters;
    }

    private SSLContext context() throws IOException {
        lock.lock();
        try {
            if (context == null) {
                context = createContext();
            }
            return context;
        } finally {
            lock.unlock();
        }
    }

    private SSLContext createContext() throws IOException {
        try {
            SSLContext created = SSLContext.getInstance("TLS");
            created.init(null, new TrustManager[]{trustManager()}, null);
            return created;
        } catch (GeneralSecurityException unusable) {
            throw new SSLException("cannot prepare TLS: " + unusable.getMessage(), unusable);
        }
    }

    ServerTrustManager trustManager() throws GeneralSecurityException, IOException {
        return switch (trust) {
            case Trust.Fingerprints(var pins) -> new PinnedCertificates(pins);
            case Trust.Unverified() -> new AnyCertificate();
            case Trust.CaFile(var file) -> new TrustedAuthorities(checks(authoritiesIn(file)));
            case Trust.SystemStore() -> new TrustedAuthorities(checks(systemAuthorities()));
        };
    }

    private static X509ExtendedTrustManager checks(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager checks) {
                return checks;
            }
        }
        throw new GeneralSecurityException("the JDK has no trust manager for X.509");
    }

    /** Gives the operating system's store, or null for the JDK's. */
    private static @Nullable KeyStore systemAuthorities() throws GeneralSecurityException {
        for (Path store : SYSTEM_STORES) {
            if (Files.isReadable(store)) {
                try {
                    return authoritiesIn(store);
                } catch (IOException unreadable) {
                    return null;
                }
            }
        }
        return null;
    }

    private static KeyStore authoritiesIn(Path file) throws GeneralSecurityException, IOException {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        int number = 0;
        for (Certificate authority : certificatesIn(file)) {
            authorities.setCertificateEntry("authority-" + number++, authority);
        }
        if (number == 0) {
            throw new SSLException("no certificate in " + file);
        }
        return authorities;
    }

    private static Collection<? extends Certificate> certificatesIn(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(content);
        } catch (IOException unreadable) {
            throw new SSLException("cannot read the certificates in " + file, unreadable);
        }
    }
}
