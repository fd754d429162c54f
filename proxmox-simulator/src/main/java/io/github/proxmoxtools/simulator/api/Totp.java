package io.github.proxmoxtools.simulator.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords of six digits (RFC 6238). */
final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int SIX_DIGITS = 1_000_000;

    private Totp() {}

    static String code(String secret, Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.ISO_8859_1), "HmacSHA1"));
            byte[] hash = mac.doFinal(
                    ByteBuffer.allocate(Long.BYTES).putLong(now.getEpochSecond() / STEP_SECONDS).array());
            int offset = hash[hash.length - 1] & 0x0F;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % SIX_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-1.", e);
        }
    }
}
