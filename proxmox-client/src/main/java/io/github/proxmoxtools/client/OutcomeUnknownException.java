package io.github.proxmoxtools.client;

import java.util.List;

/**
 * A write was sent, and nobody can tell whether the server did it; it is not sent again.
 *
 * <p>Where the call starts a task, the client has looked for that task already, and did not find exactly one.
 */
public final class OutcomeUnknownException extends ProxmoxException {
    private static final long serialVersionUID = 1L;

    private final HttpMethod method;
    private final ApiPath path;
    private final String howToCheck;
    private final transient List<Upid> candidates;

    OutcomeUnknownException(ApiRequest request, String howToCheck, List<Upid> candidates, ProxmoxException cause) {
        super(request.method() + " " + request.path() + " was sent, but its outcome is unknown: " + cause.getMessage(),
                cause);
        this.method = request.method();
        this.path = request.path();
        this.howToCheck = howToCheck;
        this.candidates = List.copyOf(candidates);
    }

    /**
     * Gives the method of what was sent.
     *
     * @return the HTTP method
     */
    public HttpMethod method() {
        return method;
    }

    /**
     * Gives the path of what was sent.
     *
     * @return the path
     */
    public ApiPath path() {
        return path;
    }

    /**
     * Says how to find out.
     *
     * @return sentences that name the calls to make
     */
    public String howToCheck() {
        return howToCheck;
    }

    /**
     * Names the tasks of which each may be the one that was started.
     *
     * @return several, or none
     */
    public List<Upid> candidates() {
        return candidates;
    }

    @Override
    public boolean notTaken() {
        return false;
    }
}
