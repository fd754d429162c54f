package io.github.proxmoxtools.simulator.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** A node's key and the certificate that it signed itself. */
public final class NodeCertificate {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(730);

    private final PrivateKey key;
    private final X509Certificate certificate;

    private NodeCertificate(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Makes a new key on the curve P-256 and a certificate for it.
     *
     * @param node the node's name: the subject, and a name the certificate is valid for beside localhost and 127.0.0.1
     * @return the certificate with its key
     */
    public static NodeCertificate selfSigned(String node) {
        return selfSigned(node, KeyKind.EC);
    }

    /**
     * Makes a new key and a certificate for it.
     *
     * @param node the node's name: the subject, and a name the certificate is valid for beside localhost and 127.0.0.1
     * @param kind what kind of key
     * @return the certificate with its key
     */
    public static NodeCertificate selfSigned(String node, KeyKind kind) {
        try {
            KeyPair pair = kind.generate();
            byte[] encoded = sign(kind, pair.getPrivate(), toBeSigned(node, kind, pair));
            var factory = CertificateFactory.getInstance("X.509");
            var certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
            return new NodeCertificate(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make a certificate with a key of the kind " + kind + ".",
                    e);
        }
    }

    /**
     * Gives what a client pins.
     *
     * @return SHA-256 of the certificate as colon-separated upper-case hex pairs
     */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot hash a certificate.", e);
        }
    }

    /**
     * Gives the certificate in the form of CA files.
     *
     * @return the PEM text, with a final line break
     */
    public String pem() {
        try {
            var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot encode a certificate.", e);
        }
    }

    /**
     * Prepares TLS for a server that shows this certificate.
     *
     * @return a context of its own; nothing JVM-wide changes
     */
    public SSLContext serverContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[]{new SingleKeyManager(key, certificate)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot serve TLS.", e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    private static byte[] toBeSigned(String node, KeyKind kind, KeyPair pair) {
        Instant now = Instant.now();
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.objectIdentifier(COMMON_NAME), Der.text(node))));
        return Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(127, new SecureRandom()).setBit(126)),
                kind.signatureAlgorithm(),
                name,
                Der.sequence(Der.time(now.minus(CLOCKS_MAY_DIFFER)), Der.time(now.plus(LIFE))),
                name,
                pair.getPublic().getEncoded(),
                Der.explicit(3, extensions(node)));
    }

    private static byte[] extensions(String node) {
        byte[] names = Der.sequence(dnsName("localhost"), dnsName(node), Der.implicit(IP_ADDRESS, LOOPBACK));
        // Marked as its own authority: some TLS libraries take only such a certificate as a trust anchor.
        byte[] isAuthority = Der.sequence(Der.yes());
        return Der.sequence(
                Der.sequence(Der.objectIdentifier(SUBJECT_ALTERNATIVE_NAME), Der.octets(names)),
                Der.sequence(Der.objectIdentifier(BASIC_CONSTRAINTS), Der.yes(), Der.octets(isAuthority)));
    }

    private static byte[] dnsName(String name) {
        return Der.implicit(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sign(KeyKind kind, PrivateKey key, byte[] toBeSigned) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(kind.signature());
        signature.initSign(key);
        signature.update(toBeSigned);
        return Der.sequence(toBeSigned, kind.signatureAlgorithm(), Der.bits(signature.sign()));
    }
}
