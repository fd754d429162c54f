package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Safety;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool as a frontend makes it.
 *
 * @param tool the tool's name
 * @param arguments raw arguments by name: text, numbers, booleans, lists, maps
 * @param progress receives what goes on
 * @param confirmer is asked before the call destroys
 * @param ceiling the most that this call may do; the engine's own ceiling holds as well
 * @param stopsTask asked when the thread is interrupted while a task of this call runs: whether the server is told to stop it
 * @param beforeWrites runs on the thread of the call before anything is sent that changes something; it may wait, or throw a
 *            failure, and then it is not sent
 */
public record ToolCall(String tool, Map<String, @Nullable Object> arguments, ProgressSink progress,
        Confirmer confirmer, Safety ceiling, BooleanSupplier stopsTask, Runnable beforeWrites) {
    /** Copies the arguments. */
    public ToolCall {
        arguments = new LinkedHashMap<>(arguments);
    }

    /**
     * Calls with no other ceiling than the engine's; an interrupt ends the waiting for a task, not the task.
     *
     * @param tool the tool's name
     * @param arguments raw arguments by name
     * @param progress receives what goes on
     * @param confirmer is asked before the call destroys
     */
    public ToolCall(String tool, Map<String, @Nullable Object> arguments, ProgressSink progress,
            Confirmer confirmer) {
        this(tool, arguments, progress, confirmer, Safety.DESTROY, () -> false, () -> {
        });
    }

    /**
     * Calls without watching; what destroys is refused.
     *
     * @param tool the tool's name
     * @param arguments raw arguments by name
     * @return the call
     */
    public static ToolCall of(String tool, Map<String, ? extends @Nullable Object> arguments) {
        return new ToolCall(tool, new LinkedHashMap<>(arguments), ProgressSink.NONE, Confirmer.NEVER);
    }

    /**
     * Watches what goes on.
     *
     * @param sink receives the events
     * @return the call
     */
    public ToolCall reportingTo(ProgressSink sink) {
        return new ToolCall(tool, arguments, sink, confirmer, ceiling, stopsTask, beforeWrites);
    }

    /**
     * Says who is asked before the call destroys.
     *
     * @param who is asked
     * @return the call
     */
    public ToolCall confirmedBy(Confirmer who) {
        return new ToolCall(tool, arguments, progress, who, ceiling, stopsTask, beforeWrites);
    }

    /**
     * Lowers the ceiling of this call; a higher one than before changes nothing.
     *
     * @param most the most that it may do
     * @return the call
     */
    public ToolCall within(Safety most) {
        return new ToolCall(tool, arguments, progress, confirmer, most.within(ceiling) ? most : ceiling,
                stopsTask, beforeWrites);
    }

    /**
     * Says when an interrupt stops the task of the call too.
     *
     * @param condition asked when the thread is interrupted while the task runs
     * @return the call
     */
    public ToolCall stoppingTaskWhen(BooleanSupplier condition) {
        return new ToolCall(tool, arguments, progress, confirmer, ceiling, condition, beforeWrites);
    }

    /**
     * Holds writes up.
     *
     * @param gate runs before anything is sent that changes something; it may wait, or throw a failure
     * @return the call
     */
    public ToolCall passing(Runnable gate) {
        return new ToolCall(tool, arguments, progress, confirmer, ceiling, stopsTask, gate);
    }
}
