package io.github.proxmoxtools.mcp.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.AsyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The prompts that the suite gets, and the completion of an argument of one. */
final class FixturePrompts {
    private static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

    private FixturePrompts() {}

    static List<AsyncPromptSpecification> all() {
        return List.of(prompt("test_simple_prompt", List.of(),
                arguments -> List.of(Samples.text("This is a simple prompt for testing."))),
                prompt(WITH_ARGUMENTS, List.of("arg1", "arg2"),
                        arguments -> List.of(Samples.text("Prompt with arguments: arg1='" + arguments.get("arg1")
                                + "', arg2='" + arguments.get("arg2") + "'"))),
                prompt("test_prompt_with_embedded_resource", List.of("resourceUri"),
                        arguments -> List.of(
                                Samples.embedded(String.valueOf(arguments.get("resourceUri")), "text/plain",
                                        "Embedded resource content for testing."),
                                Samples.text("Please process the embedded resource above."))),
                prompt("test_prompt_with_image", List.of(),
                        arguments -> List.of(Samples.image(), Samples.text("Please analyze the image above."))));
    }

    private static AsyncPromptSpecification prompt(String name, List<String> arguments,
            Function<Map<String, Object>, List<McpSchema.Content>> contents) {
        return new AsyncPromptSpecification(
                new McpSchema.Prompt(name, "A fixture of the conformance suite.",
                        arguments.stream().map(argument -> new McpSchema.PromptArgument(argument, "A text.", true))
                                .toList()),
                (exchange, request) -> Mono.just(new McpSchema.GetPromptResult(null,
                        contents.apply(request.arguments() == null ? Map.of() : request.arguments()).stream()
                                .map(content -> new McpSchema.PromptMessage(McpSchema.Role.USER, content)).toList())));
    }

    static AsyncCompletionSpecification completion() {
        return new AsyncCompletionSpecification(new McpSchema.PromptReference(WITH_ARGUMENTS),
                (exchange, request) -> Mono
                        .just(new McpSchema.CompleteResult(new McpSchema.CompleteResult.CompleteCompletion(
                                Stream.of("testing", "paris", "park")
                                        .filter(value -> value.startsWith(request.argument().value())).toList()))));
    }
}
