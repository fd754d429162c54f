package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Map;

/** Why a call was not even begun: a signal wants all of them to end. */
public final class Unsent {
    private static final String WORDS = "Cancelled before anything was sent";

    private Unsent() {}

    /**
     * Makes the failure.
     *
     * @return to be thrown
     */
    public static Cancellation failure() {
        return new Cancellation(WORDS, "", Map.of());
    }

    /**
     * Tells it from what was cancelled under way.
     *
     * @param failure why a call ended
     * @return whether it never began
     */
    public static boolean is(ToolFailure failure) {
        return failure instanceof Cancellation && failure.error().equals(WORDS);
    }
}
