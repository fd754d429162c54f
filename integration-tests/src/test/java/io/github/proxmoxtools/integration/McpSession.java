package io.github.proxmoxtools.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An MCP client that speaks with a server's process over its standard streams. */
final class McpSession implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "";

    private final Process server;
    private final Path errors;
    private final Writer requests;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int last;

    McpSession(Process server, Path errors) {
        this.server = server;
        this.errors = errors;
        this.requests = server.outputWriter(UTF_8);
        Thread.ofPlatform().daemon().name("answers").start(this::read);
    }

    private void read() {
        try (BufferedReader answers = server.inputReader(UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The process is gone, as at the end of every test.
        }
        lines.add(END);
    }

    /** Says hello. */
    McpSession open() throws IOException, InterruptedException {
        JsonNode result = request("initialize", Map.of("protocolVersion", "2025-06-18", "capabilities", Map.of(),
                "clientInfo", Map.of("name", "test", "version", "1")));
        assertEquals("2025-06-18", result.path("protocolVersion").asText(), result::toString);
        send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        return this;
    }

    /** Lists what the server offers, to the last page. */
    Set<String> tools() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        Map<String, Object> page = new LinkedHashMap<>();
        do {
            JsonNode result = request("tools/list", page);
            result.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
            page.put("cursor", result.path("nextCursor").asText());
        } while (!String.valueOf(page.get("cursor")).isEmpty());
        return names;
    }

    /** Calls a tool that is expected to do what it is asked. */
    JsonNode call(String tool, Map<String, ?> arguments) throws IOException, InterruptedException {
        JsonNode result = request("tools/call", Map.of("name", tool, "arguments", arguments));
        assertEquals(false, result.path("isError").asBoolean(), result::toString);
        return result.path("structuredContent");
    }

    /** Calls a tool that is expected to refuse or to fail. */
    JsonNode failure(String tool, Map<String, ?> arguments) throws IOException, InterruptedException {
        JsonNode result = request("tools/call", Map.of("name", tool, "arguments", arguments));
        assertEquals(true, result.path("isError").asBoolean(), result::toString);
        return result.path("structuredContent");
    }

    /** Asks for what the protocol's own errors answer. */
    String error(String method, Map<String, ?> params) throws IOException, InterruptedException {
        JsonNode answer = answer(method, params);
        assertEquals(true, answer.has("error"), answer::toString);
        return answer.path("error").toString();
    }

    private JsonNode request(String method, Map<String, ?> params) throws IOException, InterruptedException {
        JsonNode answer = answer(method, params);
        assertEquals(true, answer.has("result"), () -> method + ": " + answer);
        return answer.path("result");
    }

    private JsonNode answer(String method, Map<String, ?> params) throws IOException, InterruptedException {
        last++;
        send(Map.of("jsonrpc", "2.0", "id", last, "method", method, "params", params));
        long end = System.nanoTime() + Programs.PATIENCE.toNanos();
        while (true) {
            String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                return fail(method + " was not answered" + (line == null ? "" : ", the server has ended")
                        + "; its stderr: " + Programs.text(errors));
            }
            JsonNode message = parse(line);
            if (message.path("id").asInt() == last && !message.has("method")) {
                return message;
            }
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return fail("stdout holds what is no message: " + line, e);
        }
    }

    private void send(Map<String, ?> message) throws IOException {
        requests.write(JSON.writeValueAsString(message) + "\n");
        requests.flush();
    }

    /** Ends the input, and with it the server. */
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            requests.close();
            if (!server.waitFor(Programs.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                fail("The server outlives its input; its stderr: " + Programs.text(errors));
            }
            assertEquals(0, server.exitValue(), () -> Programs.text(errors));
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
