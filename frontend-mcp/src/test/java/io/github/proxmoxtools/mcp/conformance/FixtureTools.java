package io.github.proxmoxtools.mcp.conformance;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tools that the suite calls by name. */
final class FixtureTools {
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final int MOST_TOKENS = 100;
    private static final Map<String, Object> NOTHING = Map.of("type", "object", "properties", Map.of());

    private FixtureTools() {}

    /** What a tool does. */
    private interface Handler
            extends
                BiFunction<McpAsyncServerExchange, McpSchema.CallToolRequest, Mono<McpSchema.CallToolResult>> {}

    static List<AsyncToolSpecification> all() {
        return List.of(answers("test_simple_text", Samples.text("This is a simple text response for testing.")),
                answers("test_image_content", Samples.image()), answers("test_audio_content", Samples.audio()),
                answers("test_embedded_resource",
                        Samples.embedded("test://embedded-resource", "text/plain",
                                "This is an embedded resource content.")),
                answers("test_multiple_content_types", Samples.text("Multiple content types test:"), Samples.image(),
                        Samples.embedded("test://mixed-content-resource", "application/json",
                                "{\"test\":\"data\",\"value\":123}")),
                tool("test_error_handling", NOTHING,
                        (exchange, request) -> Mono
                                .just(failed("This tool intentionally returns an error for testing"))),
                tool("test_tool_with_logging", NOTHING, (exchange, request) -> logs(exchange)),
                tool("test_tool_with_progress", NOTHING, FixtureTools::progresses),
                tool("test_sampling", requires("prompt"), FixtureTools::samples),
                tool("test_elicitation", requires("message"), FixtureTools::elicits),
                tool("test_elicitation_sep1034_defaults", NOTHING,
                        (exchange, request) -> fillsIn(exchange, FixtureForms.DEFAULTS)),
                tool("test_elicitation_sep1330_enums", NOTHING,
                        (exchange, request) -> fillsIn(exchange, FixtureForms.CHOICES)),
                tool("json_schema_2020_12_tool", FixtureForms.JSON_SCHEMA_2020_12,
                        (exchange, request) -> Mono.just(answer(Samples.text("Called.")))));
    }

    private static AsyncToolSpecification answers(String name, McpSchema.Content... content) {
        return tool(name, NOTHING, (exchange, request) -> Mono.just(answer(content)));
    }

    private static AsyncToolSpecification tool(String name, Map<String, Object> schema, Handler handler) {
        return new AsyncToolSpecification(
                McpSchema.Tool.builder(name, schema).description("A fixture of the conformance suite.").build(),
                handler);
    }

    private static Map<String, Object> requires(String argument) {
        return Map.of("type", "object", "properties", Map.of(argument, Map.of("type", "string")), "required",
                List.of(argument));
    }

    private static McpSchema.CallToolResult answer(McpSchema.Content... content) {
        return new McpSchema.CallToolResult(List.of(content), false, null, null);
    }

    private static McpSchema.CallToolResult failed(String text) {
        return new McpSchema.CallToolResult(List.of(Samples.text(text)), true, null, null);
    }

    private static Mono<McpSchema.CallToolResult> logs(McpAsyncServerExchange exchange) {
        return Flux.just("Tool execution started", "Tool processing data", "Tool execution completed")
                .delayElements(BETWEEN)
                .concatMap(line -> exchange.loggingNotification(
                        McpSchema.LoggingMessageNotification.builder(McpSchema.LoggingLevel.INFO, line).build()))
                .then(Mono.just(answer(Samples.text("Three messages were logged."))));
    }

    private static Mono<McpSchema.CallToolResult> progresses(McpAsyncServerExchange exchange,
            McpSchema.CallToolRequest request) {
        Map<String, Object> meta = request.meta();
        Object token = meta == null ? null : meta.get("progressToken");
        return Flux.just(0.0, 50.0, 100.0).delayElements(BETWEEN)
                .concatMap(progress -> token == null
                        ? Mono.empty()
                        : exchange.progressNotification(
                                new McpSchema.ProgressNotification(token, progress, 100.0, null, null)))
                .then(Mono.just(answer(Samples.text(String.valueOf(token)))));
    }

    private static Mono<McpSchema.CallToolResult> samples(McpAsyncServerExchange exchange,
            McpSchema.CallToolRequest request) {
        McpSchema.SamplingMessage question = new McpSchema.SamplingMessage(McpSchema.Role.USER,
                Samples.text(argument(request, "prompt")));
        return exchange.createMessage(McpSchema.CreateMessageRequest.builder(List.of(question), MOST_TOKENS).build())
                .map(result -> answer(Samples.text("LLM response: "
                        + (result.content() instanceof McpSchema.TextContent text ? text.text() : result.content()))))
                .onErrorResume(problem -> Mono.just(failed(String.valueOf(problem.getMessage()))));
    }

    private static Mono<McpSchema.CallToolResult> elicits(McpAsyncServerExchange exchange,
            McpSchema.CallToolRequest request) {
        return ask(exchange, argument(request, "message"), FixtureForms.USER, "User response: ");
    }

    private static Mono<McpSchema.CallToolResult> fillsIn(McpAsyncServerExchange exchange, Map<String, Object> form) {
        return ask(exchange, "Please fill in this form.", form, "Elicitation completed: ");
    }

    private static Mono<McpSchema.CallToolResult> ask(McpAsyncServerExchange exchange, String message,
            Map<String, Object> form, String opening) {
        return exchange.createElicitation(new McpSchema.ElicitFormRequest(message, form, null))
                .map(result -> answer(
                        Samples.text(opening + "action=" + result.action().name().toLowerCase(Locale.ROOT)
                                + ", content=" + result.content())))
                .onErrorResume(problem -> Mono.just(failed(String.valueOf(problem.getMessage()))));
    }

    private static String argument(McpSchema.CallToolRequest request, String name) {
        return String.valueOf(request.arguments().get(name));
    }
}
