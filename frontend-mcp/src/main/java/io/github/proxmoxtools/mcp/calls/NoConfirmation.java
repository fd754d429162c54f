package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.spi.Tool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets everything through. */
final class NoConfirmation implements Confirmation {
    @Override
    public String instruction() {
        return "Calls that destroy are done at once: be sure of the target first.";
    }

    @Override
    public Single begin(Tool tool, Map<String, @Nullable Object> arguments, Peer peer) {
        return new Open(arguments);
    }

    private record Open(Map<String, @Nullable Object> arguments) implements Single {
        @Override
        public Confirmer confirmer() {
            return Confirmer.ALWAYS;
        }
    }
}
