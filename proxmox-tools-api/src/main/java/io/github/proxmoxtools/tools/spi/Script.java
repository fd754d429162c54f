package io.github.proxmoxtools.tools.spi;

/**
 * A tool that is more than one call.
 *
 * <p>Preparing only reads; the writes it returns are known before any of them is made, so that they can be shown,
 * judged and confirmed first.
 */
@FunctionalInterface
public interface Script {
    /**
     * Reads what is needed and says what is to be done.
     *
     * @param reading the arguments and read-only access to the declared endpoints
     * @return the result, or the writes that lead to it
     * @throws ToolFailure if the arguments cannot be honoured
     */
    Work prepare(Reading reading);
}
