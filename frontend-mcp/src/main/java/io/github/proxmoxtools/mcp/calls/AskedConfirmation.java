package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks the person behind the client. */
final class AskedConfirmation implements Confirmation {
    @Override
    public String instruction() {
        return "Calls that destroy ask the user first; a no is final, so do not try another way.";
    }

    @Override
    public Single begin(Attempt attempt, Peer peer) {
        return new Question(attempt, peer);
    }

    private record Question(Attempt attempt, Peer peer) implements Single {
        @Override
        public Map<String, @Nullable Object> arguments() {
            return attempt.arguments();
        }

        @Override
        public Confirmer confirmer() {
            return this::ask;
        }

        private CompletionStage<Confirmer.Answer> ask(Plan plan) {
            return peer.canAsk()
                    ? peer.ask(PlanText.of(plan, attempt))
                    : CompletableFuture.completedFuture(Confirmer.Answer.CANNOT_ASK);
        }

        @Override
        public void explain(Refusal refusal, Map<String, Object> content) {
            if (!peer.canAsk() && !refusal.details().isEmpty()) {
                content.put("guidance",
                        "This client cannot put a question to its user (it has no elicitation), so what "
                                + "destroys is refused. Tell the user what would be done. Whoever starts the server can choose "
                                + "--confirm token or --confirm none instead.");
            }
        }
    }
}
