package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.http.HttpResponse;
import io.github.proxmoxtools.simulator.http.HttpResponse.Delivery;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Something that goes wrong with a request. */
public final class Fault {
    private final boolean takes;
    private final UnaryOperator<HttpResponse> change;

    private Fault(boolean takes, UnaryOperator<HttpResponse> change) {
        this.takes = takes;
        this.change = change;
    }

    /**
     * Answers with an error that has an empty JSON body, as the API does; the request is not taken.
     *
     * @param status the status code
     * @param reason the reason phrase
     * @return the fault
     */
    public static Fault status(int status, String reason) {
        return new Fault(false, none -> HttpResponse.json(status, reason, "{\"data\":null}"));
    }

    /**
     * Takes the request, and answers with an error all the same: a node that did not hear another one's answer says 596.
     *
     * @param status the status code
     * @param reason the reason phrase
     * @return the fault
     */
    public static Fault statusAfterTaking(int status, String reason) {
        return new Fault(true, taken -> HttpResponse.json(status, reason, "{\"data\":null}"));
    }

    /**
     * Answers in plain text, as proxies and load balancers do; the request is not taken.
     *
     * @param status the status code
     * @param reason the reason phrase
     * @param body the text
     * @return the fault
     */
    public static Fault plainText(int status, String reason, String body) {
        return new Fault(false, none -> HttpResponse.untyped(status, reason, body));
    }

    /**
     * Resets the connection; the request is not taken.
     *
     * @return the fault
     */
    public static Fault resetBeforeTaking() {
        return new Fault(false, none -> none.delivered(Delivery.RESET));
    }

    /**
     * Takes the request, then resets the connection instead of answering.
     *
     * @return the fault
     */
    public static Fault resetAfterTaking() {
        return new Fault(true, response -> response.delivered(Delivery.RESET));
    }

    /**
     * Takes the request, and never answers.
     *
     * @return the fault
     */
    public static Fault hang() {
        return new Fault(true, response -> response.delivered(Delivery.NEVER));
    }

    /**
     * Takes the request, and ends the connection in the middle of the answer's body.
     *
     * @return the fault
     */
    public static Fault truncatedBody() {
        return new Fault(true, response -> response.delivered(Delivery.TRUNCATED));
    }

    /**
     * Takes the request, and answers late.
     *
     * @param wait how late
     * @return the fault
     */
    public static Fault delayed(Duration wait) {
        return new Fault(true, response -> response.delayed(wait));
    }

    /**
     * Takes the request, and answers a few bytes at a time.
     *
     * @param between how long the client waits for each seven bytes
     * @return the fault
     */
    public static Fault slowDrip(Duration between) {
        return new Fault(true, response -> response.delivered(Delivery.DRIPPING).delayed(between));
    }

    boolean takes() {
        return takes;
    }

    HttpResponse around(Supplier<HttpResponse> api) {
        return change.apply(takes ? api.get() : HttpResponse.bare(500, "not taken"));
    }
}
