package io.github.proxmoxtools.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered to a call it accepted.
 *
 * <p>Values are plain Java: {@code LinkedHashMap}, {@code ArrayList}, {@code String}, {@code Long} or
 * {@code BigInteger}, {@code Double} or {@code BigDecimal}, {@code Boolean}, {@code null}. Proxmox VE is not faithful to
 * its types: the same field comes as number here and as string there.
 *
 * @param status the HTTP status, 200 to 299
 * @param reason the reason phrase
 * @param data the value of {@code data}
 * @param envelope what stands beside {@code data}, for example {@code total} and {@code changes}
 */
public record ApiAnswer(int status, String reason, @Nullable Object data, Map<String, @Nullable Object> envelope) {
    /** Keeps its own copy of the envelope. */
    public ApiAnswer {
        envelope = Collections.unmodifiableMap(new LinkedHashMap<>(envelope));
    }
}
