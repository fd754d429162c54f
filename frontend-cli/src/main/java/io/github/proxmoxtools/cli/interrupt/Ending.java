package io.github.proxmoxtools.cli.interrupt;

/** Why the process is asked to end. */
public enum Ending {
    /** Ctrl-C: somebody may sit there and can be asked. */
    INTERRUPTED("INT", 130),
    /** Somebody or something else ends the process: nobody is asked. */
    TERMINATED("TERM", 143);

    private final String signal;
    private final int exitCode;

    Ending(String signal, int exitCode) {
        this.signal = signal;
        this.exitCode = exitCode;
    }

    String signal() {
        return signal;
    }

    /**
     * Gives the exit code that shells expect.
     *
     * @return 128 and the signal's number
     */
    public int exitCode() {
        return exitCode;
    }
}
