package io.github.proxmoxtools.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, and the way in which it goes out.
 *
 * @param status the status code, of any value
 * @param reason the reason phrase
 * @param body the body; null sends neither a body nor its length
 * @param contentType the type; null sends none
 * @param extra further headers
 * @param inner whether the answer comes from the privileged daemon behind the proxy
 * @param closes whether the connection ends in any case
 * @param after how long the client waits for it, or for each of its pieces if it drips
 * @param delivery what becomes of it on its way
 */
public record HttpResponse(int status, String reason, @Nullable String body, @Nullable String contentType,
        List<Header> extra, boolean inner, boolean closes, Duration after, Delivery delivery) {
    /** What can become of an answer on its way. */
    public enum Delivery {
        /** It arrives. */
        COMPLETE,
        /** Half of its body arrives, then the connection ends. */
        TRUNCATED,
        /** The connection is reset before a byte of it was sent. */
        RESET,
        /** The connection ends without an answer. */
        DROPPED,
        /** A few bytes at a time, with pauses. */
        DRIPPING,
        /** Nothing is ever sent, and the connection stays open. */
        NEVER
    }

    private static final String JSON = "application/json;charset=UTF-8";

    private HttpResponse(int status, String reason, @Nullable String body, @Nullable String contentType) {
        this(status, reason, body, contentType, List.of(), false, status >= 400, Duration.ZERO, Delivery.COMPLETE);
    }

    /**
     * Answers with JSON.
     *
     * @param status the status code
     * @param reason the reason phrase
     * @param body the JSON text
     * @return the answer
     */
    public static HttpResponse json(int status, String reason, String body) {
        return new HttpResponse(status, reason, body, JSON);
    }

    /**
     * Answers with a text that has no declared type, as the server does below its API.
     *
     * @param status the status code
     * @param reason the reason phrase
     * @param body the text
     * @return the answer
     */
    public static HttpResponse untyped(int status, String reason, String body) {
        return new HttpResponse(status, reason, body, null);
    }

    /**
     * Answers with plain text.
     *
     * @param body the text
     * @return the answer
     */
    public static HttpResponse text(String body) {
        return new HttpResponse(200, "OK", body, "text/plain");
    }

    /**
     * Answers with a script, as the server's own pages have them.
     *
     * @param body the script
     * @return the answer
     */
    public static HttpResponse script(String body) {
        return new HttpResponse(200, "OK", body, "application/javascript");
    }

    /**
     * Declares another type.
     *
     * @param type the type
     * @return the changed answer
     */
    public HttpResponse typed(String type) {
        return new HttpResponse(status, reason, body, type, extra, inner, closes, after, delivery);
    }

    /**
     * Answers with a head alone: no body, no length, no type.
     *
     * @param status the status code
     * @param reason the reason phrase
     * @return the answer
     */
    public static HttpResponse bare(int status, String reason) {
        return new HttpResponse(status, reason, null, null);
    }

    /**
     * Adds a header.
     *
     * @param name its name
     * @param value its value
     * @return the changed answer
     */
    public HttpResponse with(String name, String value) {
        var headers = new ArrayList<>(extra);
        headers.add(new Header(name, value));
        return new HttpResponse(status, reason, body, contentType, List.copyOf(headers), inner, closes, after,
                delivery);
    }

    /**
     * Marks the answer as one of the privileged daemon.
     *
     * @return the changed answer
     */
    public HttpResponse fromInnerDaemon() {
        return new HttpResponse(status, reason, body, contentType, extra, true, closes, after, delivery);
    }

    /**
     * Ends the connection after it.
     *
     * @return the changed answer
     */
    public HttpResponse closing() {
        return new HttpResponse(status, reason, body, contentType, extra, inner, true, after, delivery);
    }

    /**
     * Lets the client wait.
     *
     * @param wait how long
     * @return the changed answer
     */
    public HttpResponse delayed(Duration wait) {
        return new HttpResponse(status, reason, body, contentType, extra, inner, closes, wait, delivery);
    }

    /**
     * Changes what becomes of the answer.
     *
     * @param way its way
     * @return the changed answer
     */
    public HttpResponse delivered(Delivery way) {
        return new HttpResponse(status, reason, body, contentType, extra, inner, closes, after, way);
    }

    byte[] bytes() {
        return body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    }
}
