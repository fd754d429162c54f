package io.github.proxmoxtools.mcp.calls;

import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.JsonText;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Refuses with a plan and a token, and lets the same call through when it brings the token along. */
final class TokenConfirmation implements Confirmation {
    /** The argument that brings the token. */
    static final String ARGUMENT = "plan_token";

    private final PlanTokens tokens;

    TokenConfirmation(PlanTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String instruction() {
        return "Calls that destroy are first refused with a plan and a plan_token: show the plan to the user, and only on "
                + "a yes call again with the same arguments and plan_token.";
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> schema) {
        return Schemas.with(schema, ARGUMENT, Map.of("type", "string"));
    }

    @Override
    public Single begin(Attempt attempt, Peer peer) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(attempt.arguments());
        Object token = own.remove(ARGUMENT);
        return new Exchange(new Attempt(attempt.tool(), own, attempt.cluster()), token);
    }

    private final class Exchange implements Single, Confirmer {
        private final Attempt attempt;
        private final @Nullable Object brought;
        private @Nullable String issued;

        Exchange(Attempt attempt, @Nullable Object brought) {
            this.attempt = attempt;
            this.brought = brought;
        }

        @Override
        public Map<String, @Nullable Object> arguments() {
            return attempt.arguments();
        }

        @Override
        public Confirmer confirmer() {
            return this;
        }

        @Override
        public String way() {
            return ARGUMENT;
        }

        /** The call, its cluster, the target, and what of its state must be the same when it is sent. */
        private String identity(Plan plan) {
            return JsonText.compact(List.of(attempt.tool().name(), attempt.cluster(),
                    new TreeMap<>(attempt.arguments()), plan.state(), plan.target().map(Object::toString).orElse(""),
                    plan.writes().stream().map(Plan.PlannedCall::toMap).toList()));
        }

        @Override
        public CompletionStage<Confirmer.Answer> ask(Plan plan) {
            String identity = identity(plan);
            if (tokens.redeem(brought, identity)) {
                return CompletableFuture.completedFuture(Confirmer.Answer.YES);
            }
            issued = tokens.issue(identity);
            return CompletableFuture.completedFuture(Confirmer.Answer.CANNOT_ASK);
        }

        @Override
        public void explain(Refusal refusal, Map<String, Object> content) {
            String token = issued;
            if (token != null) {
                String stale = brought == null
                        ? ""
                        : "The plan_token was unknown, used, expired, or for another call or state. ";
                content.put("guidance",
                        stale + "Show the plan to the user. On a yes, call again with the same arguments "
                                + "and this plan_token within " + PlanTokens.LIFE.toMinutes() + " minutes.");
                content.put(ARGUMENT, token);
            }
        }
    }
}
