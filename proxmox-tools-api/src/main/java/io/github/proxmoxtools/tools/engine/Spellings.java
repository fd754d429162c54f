package io.github.proxmoxtools.tools.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** The forms in which a secret may come back. */
final class Spellings {
    private Spellings() {}

    /** As it is, in JSON that travels as text, as addresses and forms are written, and what it is when decoded. */
    static Stream<String> of(String value) {
        return Stream.concat(Stream.of(value, inJson(value)), Stream.concat(encoded(value), decoded(value))).distinct();
    }

    private static String inJson(String value) {
        boolean isEscaped = value.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ');
        if (!isEscaped) {
            return value;
        }
        String json = JsonText.compact(value);
        return json.substring(1, json.length() - 1);
    }

    private static Stream<String> encoded(String value) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Stream.of(form, form.replace("+", "%20"));
    }

    /** Credentials for a name server are lines of {@code NAME=VALUE}. */
    private static Stream<String> decoded(String value) {
        try {
            String text = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            return isReadable(text) ? text.lines().flatMap(line -> Stream.of(line, afterName(line))) : Stream.empty();
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private static boolean isReadable(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t');
    }

    private static String afterName(String line) {
        return line.substring(line.indexOf('=') + 1);
    }
}
