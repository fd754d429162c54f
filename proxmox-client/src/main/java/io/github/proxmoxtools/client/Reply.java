package io.github.proxmoxtools.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one of several calls ended.
 *
 * @param request the call
 * @param received the answer of success; null if there is none
 * @param problem why there is no answer; null if there is one
 */
public record Reply(ApiRequest request, @Nullable ApiAnswer received, @Nullable ProxmoxException problem) {
    static Reply of(ApiRequest request, ApiAnswer answer) {
        return new Reply(request, answer, null);
    }

    static Reply of(ApiRequest request, ProxmoxException failure) {
        return new Reply(request, null, failure);
    }

    /**
     * Gives the answer.
     *
     * @return the answer of success, if there is one
     */
    public Optional<ApiAnswer> answer() {
        return Optional.ofNullable(received);
    }

    /**
     * Says why there is no answer.
     *
     * @return the failure, if there is no answer
     */
    public Optional<ProxmoxException> failure() {
        return Optional.ofNullable(problem);
    }
}
