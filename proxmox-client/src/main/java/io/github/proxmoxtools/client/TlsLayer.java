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
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
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

    private final Trust trust;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SSLContext context;

    TlsLayer(Trust trust) {
        this.trust = trust;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext ignored)
            throws IOException {
        SSLSocket secured = (SSLSocket) context().getSocketFactory().createSocket(socket, host, port, true);
        secured.setSSLParameters(parameters(secured.getSSLParameters()));
        secured.startHandshake();
        return secured;
    }

    private SSLParameters parameters(SSLParameters parameters) {
        parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        if (trust instanceof Trust.SystemStore || trust instanceof Trust.CaFile) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
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

    private ServerTrustManager trustManager() throws GeneralSecurityException, IOException {
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
