package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.http.HttpRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type, read as the server does: in the case in which it was sent, and with quotes as part of a value.
 *
 * @param text the whole header
 * @param name what stands before its parameters, empty without the header
 * @param boundary the value of that parameter
 */
record MediaType(String text, String name, Optional<String> boundary) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[;,]\\s*");
    private static final Pattern BOUNDARY = Pattern.compile("\\s*boundary\\s*=\\s*(\\S+?)\\s*");

    static MediaType of(HttpRequest head) {
        String text = head.header("Content-Type").orElse("");
        String[] parts = SEPARATOR.split(text);
        Optional<String> boundary = Arrays.stream(parts).skip(1).map(BOUNDARY::matcher).filter(Matcher::matches)
                .map(match -> match.group(1)).findFirst();
        return new MediaType(text, parts.length == 0 ? "" : parts[0], boundary);
    }
}
