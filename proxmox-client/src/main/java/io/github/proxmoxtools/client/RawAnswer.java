package io.github.proxmoxtools.client;

/** An answer of which only the HTTP part was read. */
final class RawAnswer {
    private final int status;
    private final String reason;
    private final String type;
    private final byte[] body;

    RawAnswer(int status, String reason, String type, byte[] body) {
        this.status = status;
        this.reason = reason;
        this.type = type;
        this.body = body;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    /** Gives the content type as the server says it; empty if it does not. */
    String type() {
        return type;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
