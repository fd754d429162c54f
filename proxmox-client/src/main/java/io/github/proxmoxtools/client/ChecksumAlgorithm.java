package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A way to compute a checksum that Proxmox VE knows. */
public enum ChecksumAlgorithm {
    /** Weak; for old lists. */
    MD5("MD5"),
    /** Weak; for old lists. */
    SHA1("SHA-1"),
    /** SHA-2 with 224 bits. */
    SHA224("SHA-224"),
    /** SHA-2 with 256 bits: what distributions publish beside their images. */
    SHA256("SHA-256"),
    /** SHA-2 with 384 bits. */
    SHA384("SHA-384"),
    /** SHA-2 with 512 bits. */
    SHA512("SHA-512");

    private final String javaName;

    ChecksumAlgorithm(String javaName) {
        this.javaName = javaName;
    }

    /**
     * Gives the name that Proxmox VE uses.
     *
     * @return for example {@code sha256}
     */
    public String proxmoxName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Computes the checksum of all that is left in a stream.
     *
     * @param content read to its end, and not closed
     * @return lower-case hex digits
     * @throws IOException if the stream cannot be read
     */
    public String of(InputStream content) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[TransferBuffer.SIZE];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            TransferBuffer.endIfInterrupted();
            digest.update(buffer, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + javaName, impossible);
        }
    }
}
