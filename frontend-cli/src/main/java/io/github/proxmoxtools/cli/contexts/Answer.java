package io.github.proxmoxtools.cli.contexts;

import io.github.proxmoxtools.tools.engine.ToolResult;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a context answered. */
sealed interface Answer {
    /**
     * Names the context.
     *
     * @return its name
     */
    String context();

    /**
     * Gives the JSON form.
     *
     * @return of the result or the failure
     */
    Map<String, ? extends @Nullable Object> toMap();

    /**
     * Gives the exit code that it alone would have.
     *
     * @return 0 for all that was asked for
     */
    int exitCode();

    /** The result. */
    record Came(String context, ToolResult result) implements Answer {
        @Override
        public Map<String, @Nullable Object> toMap() {
            return result.toMap();
        }

        @Override
        public int exitCode() {
            return result.isPartial() ? FailureKind.PARTIAL.exitCode() : 0;
        }
    }

    /** Why there is none. */
    record Failed(String context, ToolFailure failure) implements Answer {
        @Override
        public Map<String, Object> toMap() {
            return failure.toMap();
        }

        @Override
        public int exitCode() {
            return failure.kind().exitCode();
        }
    }
}
