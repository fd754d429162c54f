package io.github.proxmoxtools.mcp.calls;

/** How calls that destroy are confirmed. */
public enum ConfirmMode {
    /** The person behind the client is asked; a client that cannot ask is refused. */
    ASK,
    /** The caller gets a plan with a token and calls again with it: this orders calls, and proves no human. */
    TOKEN,
    /** Not at all: whoever started the server has answered for all calls. */
    NONE;

    /**
     * Makes what the mode says.
     *
     * @return the confirmation, for all calls of a server
     */
    public Confirmation confirmation() {
        return switch (this) {
            case ASK -> new AskedConfirmation();
            case TOKEN -> new TokenConfirmation(new PlanTokens(java.time.InstantSource.system()));
            case NONE -> new NoConfirmation();
        };
    }
}
