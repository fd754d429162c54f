package io.github.proxmoxtools.client;

import java.util.Map;

/** Says with each request who the client is. */
sealed interface Authentication permits TokenAuthentication, TicketAuthentication, NoProof {
    /** What was presented to the server. */
    interface Proof {
        /** Gives the headers that prove who is asking. */
        Map<String, String> headers(HttpMethod method);
    }

    /** Gives the proof to present, after a login if there is none. */
    Proof current(Deadline deadline);

    /** Tells whether the proof may be another one the next time. */
    boolean mayChange();

    /** Names who it is, as the tasks name their owners. */
    String user();

    /**
     * Replaces a proof that the server did not accept.
     *
     * @return another proof, or the same one if there is nothing better to present
     */
    Proof replace(Proof refused, Deadline deadline);
}
