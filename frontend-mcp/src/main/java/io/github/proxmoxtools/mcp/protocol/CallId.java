package io.github.proxmoxtools.mcp.protocol;

/**
 * Names a call among those of all sessions.
 *
 * @param session the session's id
 * @param request the request's id, text or whole number
 */
public record CallId(String session, Object request) {
    /** Where a transport puts the request's id for the handler, which the SDK does not tell. */
    public static final String REQUEST_KEY = "request-id";
}
