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
 * @param recovered whether the answer itself was lost, and {@code data} is the UPID of the task that was found for it
 */
public record ApiAnswer(int status, String reason, @Nullable Object data, Map<String, @Nullable Object> envelope,
        boolean recovered) {
    /** Keeps its own copy of the envelope. */
    public ApiAnswer {
        envelope = Collections.unmodifiableMap(new LinkedHashMap<>(envelope));
    }

    /**
     * Makes an answer that arrived.
     *
     * @param status the HTTP status
     * @param reason the reason phrase
     * @param data the value of {@code data}
     * @param envelope what stands beside it
     */
    public ApiAnswer(int status, String reason, @Nullable Object data, Map<String, @Nullable Object> envelope) {
        this(status, reason, data, envelope, false);
    }

    static ApiAnswer recovered(Upid task) {
        return new ApiAnswer(200, "OK", task.toString(), Map.of(), true);
    }
}
