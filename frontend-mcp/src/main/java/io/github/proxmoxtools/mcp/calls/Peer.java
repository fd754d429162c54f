package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import java.util.concurrent.CompletionStage;

/** The client that made a call, as far as the call needs it. */
public interface Peer {
    /**
     * Tells whether the client wants to hear how the call goes on.
     *
     * @return whether {@link #progress} reaches anybody
     */
    boolean wantsProgress();

    /**
     * Tells the client how the call goes on; called from one thread at a time.
     *
     * @param progress how far it is
     */
    void progress(Progress progress);

    /**
     * Tells whether there is somebody behind the client who can be asked.
     *
     * @return whether {@link #ask} can have an answer other than {@link Confirmer.Answer#CANNOT_ASK}
     */
    boolean canAsk();

    /**
     * Asks the person behind the client for a yes or no; the wait is bounded.
     *
     * @param question what is about to be done
     * @return the answer, later
     */
    CompletionStage<Confirmer.Answer> ask(String question);

    /**
     * Tells the client something about the server's own work, if it listens to such things.
     *
     * @param event what happened
     */
    void log(LogEvent event);
}
