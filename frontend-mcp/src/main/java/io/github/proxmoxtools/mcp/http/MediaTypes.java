package io.github.proxmoxtools.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges what a message is, and what its sender understands. */
final class MediaTypes {
    private MediaTypes() {}

    static void refuseUnlessJson(HttpServletRequest request) throws HttpProblem {
        if (!isJson(request.getContentType()) || request.getHeader("Content-Encoding") != null) {
            throw new HttpProblem(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Unsupported media type: a message is sent as application/json in UTF-8, not compressed");
        }
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String[] parts = type.toLowerCase(Locale.ROOT).replace("\"", "").split(";");
        return parts[0].strip().equals(Answers.JSON) && Arrays.stream(parts).skip(1).map(String::strip)
                .allMatch(part -> !part.startsWith("charset=") || part.equals("charset=utf-8"));
    }

    /** Whoever names nothing takes everything. */
    static void refuseUnlessAccepted(HttpServletRequest request, String... types) throws HttpProblem {
        List<String> accepted = Collections.list(request.getHeaders("Accept")).stream()
                .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
                .map(range -> range.split(";", 2)[0].strip()).toList();
        if (!accepted.isEmpty() && !Arrays.stream(types).allMatch(type -> covers(accepted, type))) {
            throw new HttpProblem(HttpStatus.NOT_ACCEPTABLE,
                    "Not acceptable: the header Accept must name " + String.join(" and ", types));
        }
    }

    private static boolean covers(List<String> accepted, String type) {
        return accepted.contains(type) || accepted.contains("*/*")
                || accepted.contains(type.substring(0, type.indexOf('/')) + "/*");
    }
}
