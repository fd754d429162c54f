// Three things that an automatic module gets for free and a described one must say:
// it looks both of its JSON suppliers up as services; Jackson builds the records of the protocol through reflection;
// java.net.http is for the SDK's clients and the servlet API for its HTTP servers, so each is only there if an image asks for it.
module io.modelcontextprotocol.sdk.mcp.core {
    requires static java.net.http;
    requires static org.apache.tomcat.embed.core;
    requires transitive com.fasterxml.jackson.annotation;
    requires transitive org.reactivestreams;
    requires transitive org.slf4j;
    requires transitive reactor.core;
    exports io.modelcontextprotocol.client;
    exports io.modelcontextprotocol.client.transport;
    exports io.modelcontextprotocol.client.transport.customizer;
    exports io.modelcontextprotocol.common;
    exports io.modelcontextprotocol.json;
    exports io.modelcontextprotocol.json.schema;
    exports io.modelcontextprotocol.server;
    exports io.modelcontextprotocol.server.transport;
    exports io.modelcontextprotocol.spec;
    exports io.modelcontextprotocol.util;
    opens io.modelcontextprotocol.spec to com.fasterxml.jackson.databind;
    uses io.modelcontextprotocol.json.McpJsonMapperSupplier;
    uses io.modelcontextprotocol.json.schema.JsonSchemaValidatorSupplier;
}
