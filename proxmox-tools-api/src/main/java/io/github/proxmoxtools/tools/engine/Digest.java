package io.github.proxmoxtools.tools.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests as hexadecimal text. */
public final class Digest {
    private Digest() {}

    /**
     * Digests bytes with SHA-256.
     *
     * @param bytes any
     * @return 64 hexadecimal digits in lower case
     */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
