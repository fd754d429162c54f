package io.github.proxmoxtools.client;

/**
 * The most that this build may ever do, as whoever linked it decided.
 *
 * <p>It stands in the code of the image. No setting, argument or caller can raise it.
 */
public enum Seal {
    /** Not sealed. */
    NONE,
    /** Nothing is deleted: DELETE is never sent. */
    CHANGE,
    /** Nothing is changed: nothing but GET and the login is ever sent. */
    READ;

    /**
     * Tells what this build was sealed to.
     *
     * @return {@link #NONE} unless it was linked otherwise
     */
    public static Seal ofThisBuild() {
        return LinkedSeal.seal();
    }

    /**
     * Tells whether calls of a method are sent at all, the login aside.
     *
     * @param method the HTTP method
     * @return whether some of them may be
     */
    public boolean sends(HttpMethod method) {
        return switch (this) {
            case NONE -> true;
            case CHANGE -> method != HttpMethod.DELETE;
            case READ -> method == HttpMethod.GET;
        };
    }

    void refuse(HttpMethod method, ApiPath path) {
        if (!lets(method, path)) {
            throw new RequestRefusedException(method + " " + path + " was not sent: this "
                    + (this == ofThisBuild() ? "program" : "client") + " was built to "
                    + (this == READ ? "read only" : "delete nothing"));
        }
    }

    private boolean lets(HttpMethod method, ApiPath path) {
        return sends(method)
                || (this == READ && method == HttpMethod.POST && path.equals(TicketAuthentication.PATH));
    }
}
