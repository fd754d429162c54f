package io.github.proxmoxtools.mcp.http;

import io.github.proxmoxtools.tools.engine.JsonText;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes answers that are no streams. */
final class Answers {
    static final String JSON = "application/json";

    private static final String TRY_AGAIN_IN_SECONDS = "1";

    private Answers() {}

    /** What holds for every answer: nobody stores it, nobody guesses what it is. */
    static void secure(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    static void json(HttpServletResponse response, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(JSON);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static void problem(HttpServletResponse response, HttpProblem problem) throws IOException {
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == HttpStatus.TOO_MANY || problem.status() == HttpStatus.UNAVAILABLE) {
            response.setHeader("Retry-After", TRY_AGAIN_IN_SECONDS);
        }
        json(response, problem.status(), error(problem.id(), problem.code(), problem.message()));
    }

    private static String error(@Nullable Object id, int code, String message) {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        response.put("id", id);
        response.put("error", Map.of("code", code, "message", message));
        return JsonText.compact(response);
    }
}
