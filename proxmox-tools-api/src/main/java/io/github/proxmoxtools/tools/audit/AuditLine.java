package io.github.proxmoxtools.tools.audit;

import io.github.proxmoxtools.tools.engine.Digest;
import io.github.proxmoxtools.tools.engine.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log whose digest is right.
 *
 * <p>A line is a JSON object that ends with {@code ,"hash":"..."}}; the digest is that of the bytes before, closed by a
 * brace. So nobody needs to agree on how JSON is written to check it.
 *
 * @param number the record's number
 * @param previous the digest of the record before
 * @param hash the record's own digest
 * @param fields all that the line says
 */
record AuditLine(long number, String previous, String hash, Map<?, ?> fields) {
    /** What stands before the first record. */
    static final String NOTHING = "0".repeat(64);

    static final String SEQ = "seq";
    static final String RECORD = "record";
    static final String TIME = "time";
    static final String BEGIN = "begin";
    static final String CONTINUES = "continues";
    static final String INTENT = "intent";
    static final String OUTCOME = "outcome";
    static final String AFTER_DAMAGE = "after_damage";
    private static final String PREVIOUS = "previous";
    private static final String HASH = ",\"hash\":\"";
    private static final String END = "\"}";

    static AuditLine written(long number, String previous, Map<String, @Nullable Object> content) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(SEQ, number);
        fields.putAll(content);
        fields.put(PREVIOUS, previous);
        return new AuditLine(number, previous, digest(JsonText.compact(fields)), fields);
    }

    /** Without the line break. */
    String text() {
        String content = JsonText.compact(fields);
        return content.substring(0, content.length() - 1) + HASH + hash + END;
    }

    private static String digest(String content) {
        return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes lines byte by byte as they are written; whatever else is none. */
    static Optional<AuditLine> read(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.UTF_8);
        int end = line.length() - END.length() - NOTHING.length() - HASH.length();
        if (end < 1 || !line.startsWith(HASH, end) || !line.endsWith(END)) {
            return Optional.empty();
        }
        String hash = line.substring(end + HASH.length(), line.length() - END.length());
        boolean isWhole = Arrays.equals(bytes, line.getBytes(StandardCharsets.UTF_8))
                && digest(line.substring(0, end) + "}").equals(hash);
        return isWhole ? parsed(line, hash) : Optional.empty();
    }

    private static Optional<AuditLine> parsed(String line, String hash) {
        try {
            return JsonText.parse(line) instanceof Map<?, ?> fields && fields.get(SEQ) instanceof Long number
                    && fields.get(PREVIOUS) instanceof String previous
                            ? Optional.of(new AuditLine(number, previous, hash, fields))
                            : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isAfterDamage() {
        return Boolean.TRUE.equals(fields.get(AFTER_DAMAGE));
    }

    String word() {
        return text(RECORD);
    }

    String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }
}
