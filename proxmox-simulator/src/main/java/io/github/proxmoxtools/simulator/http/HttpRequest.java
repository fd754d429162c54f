package io.github.proxmoxtools.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request as it came over the wire. */
public final class HttpRequest {
    private final String method;
    private final String target;
    private final String version;
    private final List<Header> headers;
    private final byte[] body;

    HttpRequest(String method, String target, String version, List<Header> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.version = version;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    HttpRequest withBody(byte[] content) {
        return new HttpRequest(method, target, version, headers, content);
    }

    /**
     * Names the method.
     *
     * @return the method as it was sent, in any case
     */
    public String method() {
        return method;
    }

    /**
     * Gives the path.
     *
     * @return the path still percent-encoded, without query
     */
    public String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /**
     * Gives the query.
     *
     * @return the query still encoded, empty when there is none
     */
    public String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /**
     * Lists the headers.
     *
     * @return the headers in the order in which they came
     */
    public List<Header> headers() {
        return headers;
    }

    /**
     * Finds a header.
     *
     * @param name its name in any case
     * @return the value of the last such header
     */
    public Optional<String> header(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Header::value)
                .reduce((first, last) -> last);
    }

    /**
     * Gives the body as text.
     *
     * @return the body read as UTF-8, with replacement characters where it is none
     */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Gives the body.
     *
     * @return a copy of the bytes
     */
    public byte[] body() {
        return body.clone();
    }

    boolean isOldProtocol() {
        return version.equals("1.0");
    }

    /**
     * Tells how long the body is said to be.
     *
     * @return the Content-Length, 0 when there is none
     */
    public long contentLength() {
        return header("Content-Length").filter(value -> value.matches("\\d{1,18}")).map(Long::parseLong).orElse(0L);
    }
}
