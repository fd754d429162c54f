package io.github.proxmoxtools.mcp.conformance;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Base64;

/** Content as small as it can be. */
final class Samples {
    static final String PNG_TYPE = "image/png";
    /** One red pixel. */
    static final String PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
    private static final String WAV_TYPE = "audio/wav";
    /** A header of 8 kHz mono, and no sound at all. */
    private static final String WAV = Base64.getEncoder()
            .encodeToString(new byte[]{'R', 'I', 'F', 'F', 36, 0, 0, 0, 'W',
                    'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0, 1, 0, 1, 0, 64, 31, 0, 0, 64, 31, 0, 0, 1, 0, 8, 0,
                    'd', 'a',
                    't', 'a', 0, 0, 0, 0});

    private Samples() {}

    static McpSchema.Content text(String text) {
        return McpSchema.TextContent.builder(text).build();
    }

    static McpSchema.Content image() {
        return McpSchema.ImageContent.builder(PNG, PNG_TYPE).build();
    }

    static McpSchema.Content audio() {
        return McpSchema.AudioContent.builder(WAV, WAV_TYPE).build();
    }

    static McpSchema.Content embedded(String uri, String type, String text) {
        return McpSchema.EmbeddedResource.builder(textResource(uri, type, text)).build();
    }

    static McpSchema.ResourceContents textResource(String uri, String type, String text) {
        return new McpSchema.TextResourceContents(uri, type, text);
    }
}
