package io.github.proxmoxtools.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what Proxmox VE puts into an answer. */
final class Answers {
    private Answers() {}

    /** Gives the answer of success, and throws any other. */
    static ApiAnswer read(WireRequest request, RawAnswer raw) {
        if (raw.status() >= 400) {
            throw failure(request, raw);
        }
        if (raw.status() >= 300) {
            throw malformed(request, raw, "a redirect instead of an answer; is this the address of Proxmox VE itself?",
                    null);
        }
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>(object(request, raw));
        if (!envelope.containsKey("data")) {
            throw malformed(request, raw, "JSON without 'data'", null);
        }
        Object data = envelope.remove("data");
        return new ApiAnswer(raw.status(), raw.reason(), data, envelope);
    }

    /** Throws what is no answer of success, where the success itself went elsewhere. */
    static void refuseFailure(WireRequest request, RawAnswer raw) {
        if (raw.status() >= 300 || raw.body().length > 0) {
            read(request, raw);
            throw malformed(request, raw, "no file", null);
        }
    }

    private static ProxmoxException failure(WireRequest request, RawAnswer raw) {
        if (ErrorText.looksLikeHtml(raw.body())) {
            return malformed(request, raw, "HTML, as of a proxy in between", null);
        }
        ErrorText error = ErrorText.of(raw.status(), raw.reason(), raw.body());
        return new ApiException(request.method(), request.path(), raw.status(), raw.reason(), error);
    }

    private static Map<String, @Nullable Object> object(WireRequest request, RawAnswer raw) {
        if (ErrorText.looksLikeHtml(raw.body())) {
            throw malformed(request, raw, "HTML, as of a proxy in between", null);
        }
        try {
            return Json.readObject(raw.body()).orElseThrow(() -> malformed(request, raw, "no JSON object", null));
        } catch (IOException broken) {
            throw malformed(request, raw, "broken JSON", broken);
        }
    }

    private static MalformedAnswerException malformed(WireRequest request, RawAnswer raw, String what,
            @Nullable IOException cause) {
        String excerpt = raw.body().length == 0 ? "nothing" : "'" + ErrorText.excerpt(raw.body()) + "'";
        String type = raw.type().isEmpty() || raw.type().startsWith("application/json")
                ? ""
                : " (" + ErrorText.excerpt(raw.type().getBytes(StandardCharsets.UTF_8)) + ")";
        return new MalformedAnswerException(raw.status(),
                request + ": " + raw + " with " + what + type + "; the body begins with " + excerpt, cause);
    }
}
