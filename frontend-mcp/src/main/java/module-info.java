/** The catalogue as an MCP server; toolsets are whatever the module path holds. */
module io.github.proxmoxtools.mcp {
    requires static org.jspecify;
    requires io.github.proxmoxtools.tools;
    requires io.modelcontextprotocol.sdk.mcp.core;
    requires io.modelcontextprotocol.sdk.mcp.json.jackson2;
    requires reactor.core;
    // Only for HTTP, which an image may leave out.
    requires static java.logging;
    requires static org.apache.tomcat.embed.core;

    uses io.github.proxmoxtools.client.demo.DemoProvider;
}
