package io.github.proxmoxtools.client;

/** An answer of which only the HTTP part was read. */
final class RawAnswer {
    private final int status;
    private final String reason;
    private final byte[] body;

    RawAnswer(int status, String reason, byte[] body) {
        this.status = status;
        this.reason = reason;
        this.body = body;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
