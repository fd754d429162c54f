package io.github.proxmoxtools.simulator.recorded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** An answer as it stood on the wire. */
record HttpAnswer(int status, String reason, List<String> headers, byte[] body) {
    /** Their values change from second to second. */
    private static final Set<String> CLOCKS = Set.of("date", "expires");

    static HttpAnswer read(byte[] bytes) throws IOException {
        return read(new ByteArrayInputStream(bytes));
    }

    static HttpAnswer read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        List<String> headers = new ArrayList<>();
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new HttpAnswer(Integer.parseInt(status[1]), status.length > 2 ? status[2] : "", headers,
                in.readNBytes(length));
    }

    /** Names and values, but no clocks, and of what varies with the content only that it is there. */
    List<String> meaningfulHeaders() {
        return headers.stream().filter(header -> !CLOCKS.contains(name(header)))
                .map(header -> switch (name(header)) {
                    case "content-length", "content-disposition", "location" -> name(header);
                    default -> name(header) + ": " + header.substring(header.indexOf(':') + 1).strip();
                }).sorted().toList();
    }

    String text() throws IOException {
        boolean isGzip = headers.stream().anyMatch(header -> header.equalsIgnoreCase("content-encoding: gzip"));
        // Recordings hold the text itself, whatever its encoding was.
        boolean isPacked = isGzip && body.length > 1 && body[0] == 0x1f;
        byte[] plain = isPacked ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).toLowerCase(Locale.ROOT);
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The connection ended after: " + bytes);
            }
            if (octet != '\r') {
                bytes.write(octet);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
