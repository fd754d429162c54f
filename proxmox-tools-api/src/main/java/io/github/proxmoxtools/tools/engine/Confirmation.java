package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks before a call that destroys; everything but a clear yes is a no. */
final class Confirmation {
    private final Confirmer confirmer;
    private final Plan plan;
    private String outcome = "failed";

    Confirmation(Confirmer confirmer, Plan plan) {
        this.confirmer = confirmer;
        this.plan = plan;
    }

    void obtain() {
        Confirmer.@Nullable Answer answer = answer();
        outcome = answer == null ? outcome : answer.name().toLowerCase(Locale.ROOT);
        if (answer == Confirmer.Answer.CANNOT_ASK) {
            throw refusal(plan.tool() + " with these arguments destroys or interrupts something, and there is nobody "
                    + "to confirm it; nothing was changed",
                    "Whoever started this program decides how such calls are confirmed.");
        }
        if (answer != Confirmer.Answer.YES) {
            throw refusal("Not confirmed; nothing was changed", "");
        }
    }

    /** The answer in a word, or that there was none. */
    String outcome() {
        return outcome;
    }

    private Confirmer.@Nullable Answer answer() {
        try {
            return confirmer.ask(plan).toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancellation("Cancelled before anything was changed", "", Map.of());
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private Refusal failed(Throwable reason) {
        String text = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
        return refusal("The confirmation failed (" + text + "); nothing was changed", "");
    }

    private Refusal refusal(String message, String guidance) {
        return new Refusal(message, guidance, Map.of("plan", plan.toMap()));
    }
}
