package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as it goes over the wire, still without the headers that belong to the connection. */
record WireRequest(HttpMethod method, ApiPath path, String target, @Nullable String form, Map<String, String> headers,
        @Nullable Duration silence) {
    /** Encodes the parameters, in ASCII: into the query for GET and DELETE, which must not have a body, else into a form. */
    static WireRequest of(ApiRequest request, Map<String, String> authentication) {
        String fields = PercentEncoding.form(request.parameters());
        String target = "/api2/json" + (request.path().segments().isEmpty() ? "" : request.path().encoded());
        Map<String, String> headers = new LinkedHashMap<>(authentication);
        if (!writes(request.method()) || request.method() == HttpMethod.DELETE) {
            String query = fields.isEmpty() ? "" : "?" + fields;
            return new WireRequest(request.method(), request.path(), target + query, null, headers, request.silence());
        }
        if (!fields.isEmpty()) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        headers.put("Content-Length", Integer.toString(fields.length()));
        return new WireRequest(request.method(), request.path(), target, fields, headers, request.silence());
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
