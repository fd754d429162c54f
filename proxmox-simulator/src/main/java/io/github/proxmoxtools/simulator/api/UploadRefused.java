package io.github.proxmoxtools.simulator.api;

import io.github.proxmoxtools.simulator.http.HttpResponse;
import io.github.proxmoxtools.simulator.http.HttpResponse.Delivery;

/** An upload whose body is not of the one form that the server understands. */
final class UploadRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponse response;

    private UploadRefused(HttpResponse response) {
        super(response.reason(), null, false, false);
        this.response = response;
    }

    /** Perl's {@code die} within the parser. */
    static UploadRefused died(String text, int line) {
        if (text.contains("\n")) {
            return unspeakable();
        }
        String full = text + " at /usr/share/perl5/PVE/APIServer/AnyEvent.pm line " + line + ".";
        return new UploadRefused(HttpResponse.untyped(500, full, full + "\n"));
    }

    /** A text that cannot stand in a status line. */
    static UploadRefused unspeakable() {
        return new UploadRefused(HttpResponse.bare(400, "Bad Request"));
    }

    static UploadRefused saying(String text) {
        return new UploadRefused(HttpResponse.untyped(500, text, text + "\n"));
    }

    /** More came before the file than the server holds. */
    static UploadRefused dropped() {
        return new UploadRefused(HttpResponse.bare(500, "buffer full").delivered(Delivery.DROPPED));
    }

    HttpResponse response() {
        return response;
    }
}
