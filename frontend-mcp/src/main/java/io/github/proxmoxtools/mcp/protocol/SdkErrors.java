package io.github.proxmoxtools.mcp.protocol;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.function.UnaryOperator;

/** Puts right what the SDK says of errors by itself: too much of the program, or too little of the mistake. */
final class SdkErrors {
    private static final String TOOL_NOT_FOUND = "Tool not found: ";

    private final UnaryOperator<String> unknownTool;

    SdkErrors(UnaryOperator<String> unknownTool) {
        this.unknownTool = unknownTool;
    }

    McpSchema.JSONRPCResponse mended(McpSchema.JSONRPCResponse response) {
        McpSchema.JSONRPCResponse.JSONRPCError error = response.error();
        if (error == null) {
            return response;
        }
        String message = message(error);
        return message.equals(error.message())
                ? response
                : McpSchema.JSONRPCResponse.error(response.id(),
                        new McpSchema.JSONRPCResponse.JSONRPCError(error.code(), message, null));
    }

    /** The SDK makes an exception that it did not expect an error with that exception's text; ours have data. */
    private String message(McpSchema.JSONRPCResponse.JSONRPCError error) {
        if (error.code() == McpSchema.ErrorCodes.INTERNAL_ERROR && error.data() == null) {
            return SdkWork.MISTAKE;
        }
        return error.code() == McpSchema.ErrorCodes.INVALID_PARAMS && error.data() instanceof String why
                && why.startsWith(TOOL_NOT_FOUND)
                        ? unknownTool.apply(why.substring(TOOL_NOT_FOUND.length()))
                        : error.message();
    }
}
