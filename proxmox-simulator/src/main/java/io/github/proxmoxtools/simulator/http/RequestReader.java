package io.github.proxmoxtools.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads requests from a connection. */
final class RequestReader {
    private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+HTTP/(\\d+)\\.(\\d+)");
    private static final int MAX_HEADERS = 64;
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** Reads the next request's head; empty when the client has ended the connection. */
    Optional<HttpRequest> readHead() throws IOException, BadRequest {
        Optional<String> line = readLine();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Matcher match = REQUEST_LINE.matcher(line.get());
        if (!match.matches()) {
            throw BadRequest.answered(400, "bad request");
        }
        String version = match.group(3) + "." + match.group(4);
        if (!match.group(3).equals("1")) {
            throw BadRequest.answered(506, "http protocol version " + version + " not supported");
        }
        return Optional.of(
                new HttpRequest(match.group(1), pathOf(match.group(2)), version, readHeaders(), new byte[0]));
    }

    byte[] readBody(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The request ended before its body did.");
        }
        return body;
    }

    private static String pathOf(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        URI absolute = URI.create(target);
        return absolute.getRawPath() + (absolute.getRawQuery() == null ? "" : "?" + absolute.getRawQuery());
    }

    private List<Header> readHeaders() throws IOException, BadRequest {
        List<Header> headers = new ArrayList<>();
        while (true) {
            String line = readLine().orElseThrow(() -> new EOFException("The request ended within its head."));
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= MAX_HEADERS) {
                throw BadRequest.dropped("too many headers, or no header");
            }
            headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
    }

    private Optional<String> readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return Optional.empty();
            }
            if (line.size() > MAX_LINE) {
                throw new IOException("The line is too long.");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
