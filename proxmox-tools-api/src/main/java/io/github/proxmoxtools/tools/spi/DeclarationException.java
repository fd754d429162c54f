package io.github.proxmoxtools.tools.spi;

/** Says that a declaration contradicts itself: a mistake of whoever wrote the tool, found when it is built. */
public final class DeclarationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what and where
     */
    public DeclarationException(String message) {
        super(message);
    }
}
