package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as it goes over the wire, still without the headers that belong to the connection. */
record WireRequest(HttpMethod method, ApiPath path, String target, Body body, Map<String, String> headers,
        @Nullable Duration silence, @Nullable BodyReceiver receiver) {
    /** What follows the head. */
    sealed interface Body {
        /** Nothing. */
        record None() implements Body {}

        /** A form in ASCII. */
        record Form(String fields) implements Body {}

        /** Something large. */
        record Streamed(StreamedBody content) implements Body {}
    }

    /** Encodes the parameters, in ASCII: into the query for GET and DELETE, which must not have a body, else into a form. */
    static WireRequest of(ApiRequest request, Map<String, String> authentication) {
        String fields = PercentEncoding.form(request.parameters());
        String target = "/api2/json" + (request.path().segments().isEmpty() ? "" : request.path().encoded());
        Map<String, String> headers = new LinkedHashMap<>(authentication);
        if (!writes(request.method()) || request.method() == HttpMethod.DELETE) {
            String query = fields.isEmpty() ? "" : "?" + fields;
            return new WireRequest(request.method(), request.path(), target + query, new Body.None(), headers,
                    request.silence(), null);
        }
        if (!fields.isEmpty()) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        headers.put("Content-Length", Integer.toString(fields.length()));
        Body body = fields.isEmpty() ? new Body.None() : new Body.Form(fields);
        return new WireRequest(request.method(), request.path(), target, body, headers, request.silence(), null);
    }

    /** Announces the exact length: the server refuses what is chunked. */
    static WireRequest of(Upload upload, StreamedBody body, Map<String, String> authentication) {
        Map<String, String> headers = new LinkedHashMap<>(authentication);
        headers.put("Content-Type", body.type());
        headers.put("Content-Length", Long.toString(body.length()));
        return new WireRequest(HttpMethod.POST, upload.path(), "/api2/json" + upload.path().encoded(),
                new Body.Streamed(body), headers, upload.silence(), null);
    }

    /** Asks for a document outside of the API, as anybody may. */
    static WireRequest document(String path) {
        return new WireRequest(HttpMethod.GET, ApiPath.parse(path), path, new Body.None(), Map.of(), null, null);
    }

    /** Makes the same request, whose answer of success goes elsewhere than into memory. */
    WireRequest receivedBy(BodyReceiver taker) {
        return new WireRequest(method, path, target, body, headers, silence, taker);
    }

    static boolean writes(HttpMethod method) {
        return method != HttpMethod.GET;
    }

    boolean writes() {
        return writes(method);
    }

    Optional<Duration> ownSilence() {
        return Optional.ofNullable(silence);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
