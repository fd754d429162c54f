package io.github.proxmoxtools.mcp.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import reactor.core.publisher.Mono;

/** The resources that the suite reads and watches. */
final class FixtureResources {
    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";
    private static final String TEMPLATE = "test://template/{id}/data";

    private FixtureResources() {}

    static List<AsyncResourceSpecification> all() {
        return List.of(
                resource("test://static-text", TEXT,
                        Samples.textResource("test://static-text", TEXT,
                                "This is the content of the static text resource.")),
                resource("test://static-binary", Samples.PNG_TYPE,
                        new McpSchema.BlobResourceContents("test://static-binary", Samples.PNG_TYPE, Samples.PNG)),
                resource("test://watched-resource", TEXT,
                        Samples.textResource("test://watched-resource", TEXT, "Watch me.")));
    }

    private static AsyncResourceSpecification resource(String uri, String type, McpSchema.ResourceContents contents) {
        return new AsyncResourceSpecification(
                McpSchema.Resource.builder(uri, uri).description("A fixture of the conformance suite.").mimeType(type)
                        .build(),
                (exchange, request) -> Mono.just(new McpSchema.ReadResourceResult(List.of(contents))));
    }

    static AsyncResourceTemplateSpecification template() {
        return new AsyncResourceTemplateSpecification(
                McpSchema.ResourceTemplate.builder(TEMPLATE, "template")
                        .description("A fixture of the conformance suite.").mimeType(JSON).build(),
                (exchange, request) -> Mono.just(new McpSchema.ReadResourceResult(List.of(fill(request.uri())))));
    }

    private static McpSchema.ResourceContents fill(String uri) {
        String id = uri.split("/", -1)[3];
        return Samples.textResource(uri, JSON,
                "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}");
    }
}
