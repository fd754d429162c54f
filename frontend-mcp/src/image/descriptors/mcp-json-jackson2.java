module io.modelcontextprotocol.sdk.mcp.json.jackson2 {
    requires com.fasterxml.jackson.core;
    requires com.networknt.schema;
    requires org.slf4j;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive io.modelcontextprotocol.sdk.mcp.core;
    exports io.modelcontextprotocol.json.jackson2;
    exports io.modelcontextprotocol.json.schema.jackson2;
    provides io.modelcontextprotocol.json.McpJsonMapperSupplier with
        io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapperSupplier;
    provides io.modelcontextprotocol.json.schema.JsonSchemaValidatorSupplier with
        io.modelcontextprotocol.json.schema.jackson2.JacksonJsonSchemaValidatorSupplier;
}
