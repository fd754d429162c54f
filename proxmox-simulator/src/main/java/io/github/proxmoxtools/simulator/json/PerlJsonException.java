package io.github.proxmoxtools.simulator.json;

/** A text that is no JSON, in the words of Perl's decoder. */
public final class PerlJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what and where
     */
    public PerlJsonException(String message) {
        super(message);
    }
}
