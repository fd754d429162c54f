package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.LogEvent;
import io.github.proxmoxtools.mcp.calls.Peer;
import io.github.proxmoxtools.mcp.calls.Progress;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The client behind an exchange of the SDK. */
final class SdkPeer implements Peer {
    private static final String CONFIRM = "confirm";
    private static final Map<String, Object> YES_OR_NO = Map.of("type", "object", "properties",
            Map.of(CONFIRM,
                    Map.of("type", "boolean", "title", "Do it", "description", "Yes, do exactly this.", "default",
                            false)),
            "required", List.of(CONFIRM));

    private final McpAsyncServerExchange exchange;
    private final @Nullable Object progressToken;
    private final Questions questions;
    private volatile McpSchema.@Nullable ElicitFormRequest asked;
    private volatile boolean gone;

    SdkPeer(McpAsyncServerExchange exchange, @Nullable Object progressToken) {
        this.exchange = exchange;
        this.questions = Questions.of(exchange);
        this.progressToken = progressToken;
    }

    @Override
    public boolean wantsProgress() {
        return progressToken != null;
    }

    @Override
    public void progress(Progress progress) {
        Double total = progress.measured() ? 1.0 : null;
        exchange.progressNotification(new McpSchema.ProgressNotification(progressToken, progress.value(), total,
                progress.message(), null)).onErrorComplete().subscribe();
    }

    @Override
    public boolean canAsk() {
        McpSchema.ClientCapabilities capabilities = exchange.getClientCapabilities();
        McpSchema.ClientCapabilities.Elicitation elicitation = capabilities == null ? null : capabilities.elicitation();
        return elicitation != null && (elicitation.form() != null || elicitation.url() == null);
    }

    /** The wait is bounded by the server's limit for requests to the client. */
    @Override
    public CompletionStage<Confirmer.Answer> ask(String question) {
        McpSchema.ElicitFormRequest form = new McpSchema.ElicitFormRequest(question, YES_OR_NO, null);
        questions.expect(form);
        asked = form;
        CompletionStage<Confirmer.Answer> answer = exchange.createElicitation(form).map(SdkPeer::judge)
                .doOnError(TimeoutException.class, nobody -> questions.giveUp(form))
                .onErrorResume(TimeoutException.class, nobody -> Mono.just(Confirmer.Answer.NO))
                .onErrorReturn(Confirmer.Answer.CANNOT_ASK).defaultIfEmpty(Confirmer.Answer.CANNOT_ASK)
                .doFinally(signal -> questions.done(form)).toFuture();
        if (gone) {
            questions.takeBack(form);
        }
        return answer;
    }

    /** Whoever took the call back need not answer what was asked for its sake. */
    void leave() {
        gone = true;
        McpSchema.ElicitFormRequest form = asked;
        if (form != null) {
            questions.takeBack(form);
        }
    }

    /** The SDK leaves out what is below the level that the client has set. */
    @Override
    public void log(LogEvent event) {
        McpSchema.LoggingLevel level = event.grave() ? McpSchema.LoggingLevel.WARNING : McpSchema.LoggingLevel.DEBUG;
        exchange.loggingNotification(McpSchema.LoggingMessageNotification.builder(level, event.text())
                .logger("proxmox").build()).onErrorComplete().subscribe();
    }

    /** Only a yes is a yes. */
    private static Confirmer.Answer judge(McpSchema.ElicitResult result) {
        boolean yes = result.action() == McpSchema.ElicitResult.Action.ACCEPT && result.content() != null
                && Boolean.TRUE.equals(result.content().get(CONFIRM));
        return yes ? Confirmer.Answer.YES : Confirmer.Answer.NO;
    }
}
