package io.github.proxmoxtools.simulator.http;

/** A head that is no HTTP request; some of them get an answer, the others none. */
final class BadRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    private BadRequest(int status, String reason) {
        super(reason);
        this.status = status;
    }

    static BadRequest answered(int status, String reason) {
        return new BadRequest(status, reason);
    }

    /** The server drops the connection without a word. */
    static BadRequest dropped(String why) {
        return new BadRequest(0, why);
    }

    boolean isAnswered() {
        return status != 0;
    }

    HttpResponse response() {
        String reason = String.valueOf(getMessage());
        return HttpResponse.untyped(status, reason, reason);
    }
}
