package io.github.proxmoxtools.mcp;

/** Starts the frontend. */
public final class Main {
    private Main() {}

    /**
     * Starts the frontend.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {}
}
