package io.github.proxmoxtools.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads requests from a connection. */
final class RequestReader {
    private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+) (\\S+) HTTP/(\\d+)\\.(\\d+)");
    private static final Pattern AUTHORITY = Pattern.compile("^[A-Za-z][A-Za-z0-9+.\\-]*://[^/?]*");
    /** Taken for a part of the authority by whoever forwards it. */
    private static final Pattern AT_BEFORE_PATH = Pattern.compile("^[^/]*@.*");
    private static final Pattern HEADER = Pattern.compile("([^:\\s]+)\\s*:\\s*(.*)", Pattern.DOTALL);
    private static final int MAX_HEADERS = 64;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** Reads the next request's head; empty when the client has ended the connection. */
    Optional<HttpRequest> readHead() throws IOException, BadRequest {
        Optional<String> line = readLine();
        while (line.isPresent() && line.get().isEmpty()) {
            line = readLine();
        }
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Matcher match = REQUEST_LINE.matcher(line.get());
        if (!match.find()) {
            throw BadRequest.answered(400, "bad request");
        }
        String version = match.group(3) + "." + match.group(4);
        if (!match.group(3).equals("1")) {
            throw BadRequest.answered(506, "http protocol version " + version + " not supported");
        }
        if (AT_BEFORE_PATH.matcher(match.group(2)).matches()) {
            throw BadRequest.answered(400, "invalid url");
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

    InputStream body(long length) {
        return new BoundedStream(in, length);
    }

    private static String pathOf(String target) {
        return AUTHORITY.matcher(target).replaceFirst("");
    }

    private List<Header> readHeaders() throws IOException, BadRequest {
        List<Header> headers = new ArrayList<>();
        int size = 0;
        while (true) {
            String line = readLine().orElseThrow(() -> new EOFException("The request ended within its head."));
            if (line.isEmpty()) {
                return headers;
            }
            size += line.length();
            if (headers.size() >= MAX_HEADERS || size >= MAX_HEADER_BYTES) {
                throw BadRequest.dropped("too many headers, or too much in them");
            }
            add(headers, line);
        }
    }

    private static void add(List<Header> headers, String line) throws BadRequest {
        Matcher match = HEADER.matcher(line);
        if (match.matches()) {
            headers.add(new Header(match.group(1), match.group(2).strip()));
        } else if (Character.isWhitespace(line.charAt(0)) && !headers.isEmpty()) {
            Header begun = headers.removeLast();
            headers.add(new Header(begun.name(), begun.value() + " " + line.strip()));
        } else {
            throw BadRequest.answered(506, "unable to parse request header");
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
