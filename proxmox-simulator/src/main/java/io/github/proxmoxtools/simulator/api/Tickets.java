package io.github.proxmoxtools.simulator.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues and checks login tickets and the tokens that go with them against forged requests. */
final class Tickets {
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5);
    private static final Pattern TICKET = Pattern.compile("PVE:([^:]+):([0-9A-F]{8})::(.+)");
    private static final Pattern CSRF = Pattern.compile("([0-9A-F]{8}):(.+)");
    private static final String CHALLENGE = "!tfa!";

    private final byte[] key = new byte[32];

    Tickets() {
        new SecureRandom().nextBytes(key);
    }

    String issue(String userid, Instant now) {
        return ticket(userid, now);
    }

    String issueCsrf(String userid, Instant now) {
        String time = hex(now);
        return time + ":" + sign("csrf:" + userid + ":" + time);
    }

    /** The half ticket of a user who must still give a code: it opens nothing but the second step. */
    String issueChallenge(String userid, Instant now) {
        return ticket(CHALLENGE + "{\"totp\"%3Atrue}", now, userid);
    }

    boolean isChallengeFor(String userid, String text, Instant now) {
        Matcher match = TICKET.matcher(text);
        return match.matches() && match.group(1).startsWith(CHALLENGE) && isInTime(match.group(2), now)
                && isSigned(match.group(1) + ":" + match.group(2) + ":" + userid, match.group(3));
    }

    /** The user whose valid ticket this is. */
    Optional<String> userOf(String text, Instant now) {
        Matcher match = TICKET.matcher(text);
        boolean isValid = match.matches() && !match.group(1).startsWith(CHALLENGE) && isInTime(match.group(2), now)
                && isSigned(match.group(1) + ":" + match.group(2) + ":", match.group(3));
        return isValid ? Optional.of(match.group(1)) : Optional.empty();
    }

    boolean isCsrfOf(String userid, String text, Instant now) {
        Matcher match = CSRF.matcher(text);
        return match.matches() && isInTime(match.group(1), now)
                && isSigned("csrf:" + userid + ":" + match.group(1), match.group(2));
    }

    private String ticket(String subject, Instant now) {
        return ticket(subject, now, "");
    }

    private String ticket(String subject, Instant now, String about) {
        String time = hex(now);
        return "PVE:" + subject + ":" + time + "::" + sign(subject + ":" + time + ":" + about);
    }

    private boolean isSigned(String signed, String signature) {
        return MessageDigest.isEqual(sign(signed).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isInTime(String hex, Instant now) {
        long age = now.getEpochSecond() - Long.parseLong(hex, 16);
        return age > -CLOCKS_MAY_DIFFER.toSeconds() && age < LIFE.toSeconds();
    }

    private static String hex(Instant now) {
        return String.format(Locale.ROOT, "%08X", now.getEpochSecond());
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256.", e);
        }
    }
}
