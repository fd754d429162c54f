package io.github.proxmoxtools.mcp.protocol;

import io.github.proxmoxtools.mcp.calls.Answer;
import io.github.proxmoxtools.mcp.calls.Desk;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Has what a client asks for done at the desk, where it can be cancelled, and fails as the protocol says. */
final class SdkWork {
    /** All that is said of an exception that nobody planned. */
    static final String MISTAKE = "The server made a mistake";

    private final Desk desk;
    private final Consumer<Throwable> mistakes;

    SdkWork(Desk desk, Consumer<Throwable> mistakes) {
        this.desk = desk;
        this.mistakes = mistakes;
    }

    /** How a client names a request, among those of all clients. */
    static CallId idOf(McpAsyncServerExchange exchange) {
        Object request = exchange.transportContext().get(CallId.REQUEST_KEY);
        return new CallId(exchange.sessionId(), Objects.requireNonNullElse(request, ""));
    }

    /** What came of it. */
    private sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {}

        record Failed<T>(McpError error) implements Outcome<T> {}
    }

    /** An answer that never comes, for work that was cancelled, makes the SDK send nothing. */
    <T> Mono<T> of(McpAsyncServerExchange exchange, String name, Supplier<T> work) {
        return Mono.create(sink -> desk.start(idOf(exchange), name, waiting -> outcome(work),
                (Optional<Outcome<T>> outcome) -> outcome.ifPresentOrElse(given -> {
                    if (given instanceof Outcome.Done<T> done) {
                        sink.success(done.value());
                    } else {
                        sink.error(((Outcome.Failed<T>) given).error());
                    }
                }, sink::success)));
    }

    private <T> Outcome<T> outcome(Supplier<T> work) {
        try {
            return new Outcome.Done<>(work.get());
        } catch (ToolFailure failure) {
            return new Outcome.Failed<>(error(failure));
        } catch (McpError error) {
            return new Outcome.Failed<>(error);
        } catch (RuntimeException | Error e) {
            mistakes.accept(e);
            return new Outcome.Failed<>(McpError.builder(McpSchema.ErrorCodes.INTERNAL_ERROR)
                    .message(MISTAKE).build());
        }
    }

    private static McpError error(ToolFailure failure) {
        Map<String, @Nullable Object> told = Answer.ofFailure(failure.toMap(), false).content();
        String guidance = String.valueOf(told.get("guidance"));
        String error = String.valueOf(told.get("error"));
        String message = guidance.isEmpty() ? error : error.replaceFirst("\\.$", "") + ". " + guidance;
        return McpError.builder(codeOf(failure.kind())).message(message).data(told).build();
    }

    private static int codeOf(FailureKind kind) {
        return switch (kind) {
            case BAD_ARGUMENT -> McpSchema.ErrorCodes.INVALID_PARAMS;
            case NOT_FOUND -> McpSchema.ErrorCodes.RESOURCE_NOT_FOUND;
            default -> McpSchema.ErrorCodes.INTERNAL_ERROR;
        };
    }
}
