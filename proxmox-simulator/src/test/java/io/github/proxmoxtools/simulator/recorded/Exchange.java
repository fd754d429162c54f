package io.github.proxmoxtools.simulator.recorded;

import io.github.proxmoxtools.simulator.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a recording. */
record Exchange(int number, Map<?, ?> fields) {
    private static final Pattern CUT = Pattern.compile("\\.\\.\\.<(\\d+) chars>$");
    private static final int CUT_AT = 1000;
    private static final int CUT_FILE = 3_000_000;

    /** All that was recorded, in order. */
    static List<Exchange> all(String resource) throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        for (String line : Resources.lines(resource)) {
            exchanges.add(new Exchange(exchanges.size(), (Map<?, ?>) Json.read(line)));
        }
        return exchanges;
    }

    boolean isRaw() {
        return fields.containsKey("raw_request");
    }

    /** The server ended the connection without an answer. */
    boolean isUnanswered() {
        return fields.containsKey("error");
    }

    /** The recording holds only the beginning of the body. */
    boolean isAnswerCut() {
        return fields.containsKey("truncated");
    }

    boolean isChunked() {
        return text("request_body").startsWith("<chunked");
    }

    boolean isOverPlainHttp() {
        return text("label").startsWith("http plain");
    }

    String text(String field) {
        Object value = fields.get(field);
        return value == null ? "" : value.toString();
    }

    Map<?, ?> requestHeaders() {
        return fields.get("request_headers") instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Bodies that are no text were noted as Python writes bytes. */
    byte[] requestBody() {
        String body = text("request_body");
        return body.startsWith("b'") ? completed(pythonBytes(body)) : completed(body).getBytes(StandardCharsets.UTF_8);
    }

    Optional<HttpAnswer> answer() throws IOException {
        if (isUnanswered()) {
            return Optional.empty();
        }
        if (isRaw()) {
            return Optional.of(HttpAnswer.read(text("raw_response").getBytes(StandardCharsets.UTF_8)));
        }
        List<String> headers = new ArrayList<>();
        for (Object pair : fields.get("response_headers") instanceof List<?> list ? list : List.of()) {
            List<?> header = (List<?>) pair;
            headers.add(header.get(0) + ": " + header.get(1));
        }
        return Optional.of(new HttpAnswer(Integer.parseInt(text("status")), text("reason"), headers,
                text("response_body").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return number + " " + (isRaw() ? text("label") : text("method") + " " + text("path"));
    }

    /** Long bodies were cut, and their lengths noted. */
    private static String completed(String body) {
        Matcher cut = CUT.matcher(body);
        return cut.find()
                ? body.substring(0, cut.start()) + "x".repeat(Integer.parseInt(cut.group(1)) - cut.start())
                : body;
    }

    /** The one long upload was cut without a note; the log of its task says how long the file was. */
    private static byte[] completed(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (body.length < CUT_AT || text.endsWith("--\r\n")) {
            return body;
        }
        int file = text.lastIndexOf("\r\n\r\n") + 4;
        String boundary = text.substring(0, text.indexOf("\r\n"));
        return (text + "\1".repeat(CUT_FILE - (text.length() - file)) + "\r\n" + boundary + "--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] pythonBytes(String literal) {
        var bytes = new ByteArrayOutputStream();
        String text = literal.substring(2, literal.length() - 1);
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter != '\\') {
                bytes.write(letter);
                continue;
            }
            at++;
            switch (text.charAt(at)) {
                case 'r' -> bytes.write('\r');
                case 'n' -> bytes.write('\n');
                case 't' -> bytes.write('\t');
                case 'x' -> {
                    bytes.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
                    at += 2;
                }
                default -> bytes.write(text.charAt(at));
            }
        }
        return bytes.toByteArray();
    }
}
