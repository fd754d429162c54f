package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Nobody can be asked; remembers whether somebody should have been. */
final class UnattendedConfirmer implements Confirmer {
    private boolean needed;

    @Override
    public CompletionStage<Answer> ask(Plan plan) {
        needed = true;
        return CompletableFuture.completedFuture(Answer.CANNOT_ASK);
    }

    @Override
    public String way() {
        return NEVER.way();
    }

    /** Says how to do it here; refusals for other reasons stay as they are. */
    Refusal explained(Refusal refusal) {
        return needed
                ? new Refusal("This destroys or interrupts something, and there is no terminal to confirm it on; "
                        + "nothing was changed", "--yes does it without asking, --dry-run shows what would be done.",
                        refusal.details())
                : refusal;
    }
}
