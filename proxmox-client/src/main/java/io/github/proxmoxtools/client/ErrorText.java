package io.github.proxmoxtools.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The best text that an answer of failure holds. */
record ErrorText(String message, Map<String, String> parameterErrors) {
    /** Some failed parameter checks arrive as text in a 500, with one {@code name: text} per line. */
    private static final Pattern WRAPPED = Pattern.compile("400 (Parameter verification failed\\.)\\s*(.*)",
            Pattern.DOTALL);
    /** What people can read; an answer may be thousands of times as long. */
    private static final int LONGEST = 20_000;
    private static final int MOST_ERRORS = 50;
    private static final int LONGEST_ERROR = 1_000;
    private static final Pattern WRAPPED_LINE = Pattern.compile("([A-Za-z][\\w-]*): (.+)");

    /** Reads the body's {@code message} and {@code errors}, else plain text of the body, else the reason phrase. */
    static ErrorText of(int status, String reason, byte[] body) {
        Map<String, @Nullable Object> json = jsonObject(body);
        String message = strip(json.get("message"));
        if (message.isEmpty()) {
            message = reason.strip();
        }
        if (message.isEmpty() && json.isEmpty()) {
            message = plainText(body);
        }
        if (message.isEmpty()) {
            message = "HTTP status " + status;
        }
        return unwrap(cut(message, LONGEST), parameterErrors(json.get("errors")));
    }

    static boolean looksLikeHtml(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 512), StandardCharsets.UTF_8).strip()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<head")
                || start.startsWith("<?xml");
    }

    /** Gives the beginning of a body in one line of printable characters. */
    static String excerpt(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 600), StandardCharsets.UTF_8);
        String line = start.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }

    private static Map<String, @Nullable Object> jsonObject(byte[] body) {
        if (body.length == 0 || body[0] != '{') {
            return Map.of();
        }
        try {
            return Json.readObject(body).orElse(Map.of());
        } catch (IOException notJson) {
            return Map.of();
        }
    }

    private static String plainText(byte[] body) {
        return looksLikeHtml(body) ? "" : excerpt(body);
    }

    private static String strip(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString).orElse("").strip();
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "..." : text;
    }

    private static Map<String, String> parameterErrors(@Nullable Object errors) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (errors instanceof Map<?, ?> byName) {
            byName.entrySet().stream().limit(MOST_ERRORS).forEach(error -> texts
                    .put(cut(String.valueOf(error.getKey()), LONGEST_ERROR),
                            cut(strip(error.getValue()), LONGEST_ERROR)));
        }
        return texts;
    }

    private static ErrorText unwrap(String message, Map<String, String> errors) {
        Matcher wrapped = WRAPPED.matcher(message);
        if (!wrapped.matches()) {
            return new ErrorText(message, errors);
        }
        Map<String, String> all = new LinkedHashMap<>(errors);
        for (String line : wrapped.group(2).split("\n")) {
            Matcher pair = WRAPPED_LINE.matcher(line.strip());
            if (pair.matches()) {
                all.putIfAbsent(pair.group(1), pair.group(2));
            }
        }
        return new ErrorText(all.isEmpty() ? message : wrapped.group(1), all);
    }
}
