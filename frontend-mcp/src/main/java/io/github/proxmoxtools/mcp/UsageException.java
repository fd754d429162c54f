package io.github.proxmoxtools.mcp;

/** The command line cannot be honoured. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
