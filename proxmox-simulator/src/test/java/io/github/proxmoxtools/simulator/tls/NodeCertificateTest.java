package io.github.proxmoxtools.simulator.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeCertificateTest {
    private final NodeCertificate made = NodeCertificate.selfSigned("pve1");

    @Test
    void isAValidCertificateForTheNodeAndTheLoopbackInterface() throws Exception {
        var certificate = made.certificate();
        assertDoesNotThrow(() -> certificate.checkValidity());
        assertDoesNotThrow(() -> certificate.verify(certificate.getPublicKey()));
        assertEquals(3, certificate.getVersion());
        assertEquals("CN=pve1", certificate.getSubjectX500Principal().getName());
        assertEquals(List.of(List.of(2, "localhost"), List.of(2, "pve1"), List.of(7, "127.0.0.1")),
                List.copyOf(certificate.getSubjectAlternativeNames()));
    }

    @Test
    void hasAKeyAsProxmoxMakesThemWhereOneIsWanted() {
        var certificate = NodeCertificate.selfSigned("pve1", KeyKind.RSA).certificate();
        assertDoesNotThrow(() -> certificate.verify(certificate.getPublicKey()));
        assertEquals(2048, assertInstanceOf(RSAPublicKey.class, certificate.getPublicKey()).getModulus().bitLength());
        assertEquals("SHA256withRSA", certificate.getSigAlgName());
    }

    @Test
    void fingerprintIsTheHashOfTheEncodedCertificate() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(made.certificate().getEncoded());
        assertEquals(HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest), made.fingerprint());
        assertTrue(made.pem().startsWith("-----BEGIN CERTIFICATE-----\n"));
    }

    @Test
    void lengthsOverOneOctetAreWrittenInTheLongForm() {
        assertEquals("04818000", HexFormat.of().formatHex(Der.octets(new byte[128]), 0, 4));
        assertEquals("0482010000", HexFormat.of().formatHex(Der.octets(new byte[256]), 0, 5));
    }

    @Test
    void numbersAndIdentifiersAreWrittenAsTheStandardSays() {
        assertArrayEquals(HexFormat.of().parseHex("02020080"), Der.integer(BigInteger.valueOf(128)));
        assertArrayEquals(HexFormat.of().parseHex("06082a8648ce3d040302"), Der.objectIdentifier("1.2.840.10045.4.3.2"));
        assertArrayEquals(HexFormat.of().parseHex("170d3236313132323030303030305a"),
                Der.time(Instant.parse("2026-11-22T00:00:00Z")));
        assertArrayEquals(HexFormat.of().parseHex("180f32303530303130313030303030305a"),
                Der.time(Instant.parse("2050-01-01T00:00:00Z")));
    }
}
