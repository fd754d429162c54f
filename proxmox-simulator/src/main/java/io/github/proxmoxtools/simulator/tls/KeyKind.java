package io.github.proxmoxtools.simulator.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** What kind of key a node has. */
public enum KeyKind {
    /** On the curve P-256: made in a few milliseconds. */
    EC("EC", "SHA256withECDSA") {
        @Override
        KeyPair generate() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        }

        @Override
        byte[] signatureAlgorithm() {
            return Der.sequence(Der.objectIdentifier("1.2.840.10045.4.3.2"));
        }
    },
    /** RSA with 2,048 bits, as Proxmox VE makes them: costs a client less to check, and takes long to make. */
    RSA("RSA", "SHA256withRSA") {
        @Override
        KeyPair generate() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        }

        @Override
        byte[] signatureAlgorithm() {
            return Der.sequence(Der.objectIdentifier("1.2.840.113549.1.1.11"), Der.nothing());
        }
    };

    private static final int RSA_BITS = 2048;

    private final String word;
    private final String signature;

    KeyKind(String word, String signature) {
        this.word = word;
        this.signature = signature;
    }

    /**
     * Finds a kind.
     *
     * @param name {@code ec} or {@code rsa}
     * @return the kind
     */
    public static KeyKind named(String name) {
        for (KeyKind kind : values()) {
            if (kind.word.equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of key is called '" + name + "'; there are ec and rsa.");
    }

    abstract KeyPair generate() throws GeneralSecurityException;

    abstract byte[] signatureAlgorithm();

    String signature() {
        return signature;
    }
}
