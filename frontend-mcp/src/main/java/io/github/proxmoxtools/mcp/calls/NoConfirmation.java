package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets everything through. */
final class NoConfirmation implements Confirmation {
    @Override
    public String instruction() {
        return "Calls that destroy are done at once: be sure of the target first.";
    }

    @Override
    public Single begin(Attempt attempt, Peer peer) {
        return new Open(attempt.arguments());
    }

    private record Open(Map<String, @Nullable Object> arguments) implements Single {
        @Override
        public Confirmer confirmer() {
            return Confirmer.ALWAYS;
        }
    }
}
