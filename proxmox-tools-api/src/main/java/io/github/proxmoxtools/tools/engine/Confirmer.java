package io.github.proxmoxtools.tools.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks somebody before a call that destroys; the answer may come at any time and from any thread. */
@FunctionalInterface
public interface Confirmer {
    /** Lets everything through: whoever chose this has answered for all calls. */
    Confirmer ALWAYS = new Confirmer() {
        @Override
        public CompletionStage<Answer> ask(Plan plan) {
            return CompletableFuture.completedFuture(Answer.YES);
        }

        @Override
        public boolean hasAnsweredForAll() {
            return true;
        }

        @Override
        public String way() {
            return "beforehand";
        }
    };

    /** Lets nothing through: there is nobody to ask. */
    Confirmer NEVER = new Confirmer() {
        @Override
        public CompletionStage<Answer> ask(Plan plan) {
            return CompletableFuture.completedFuture(Answer.CANNOT_ASK);
        }

        @Override
        public String way() {
            return "nobody";
        }
    };

    /**
     * Asks.
     *
     * @param plan what is about to be done
     * @return the answer, later
     */
    CompletionStage<Answer> ask(Plan plan);

    /**
     * Tells whether asking is idle, so that nothing needs to be read for the question.
     *
     * @return whether every call is let through
     */
    default boolean hasAnsweredForAll() {
        return false;
    }

    /**
     * Says for the audit trail how it is asked.
     *
     * @return a word
     */
    default String way() {
        return "question";
    }

    /** What came back. */
    enum Answer {
        /** Do it. */
        YES,
        /** Somebody said no, or turned away. */
        NO,
        /** There is nobody who could say yes. */
        CANNOT_ASK
    }
}
