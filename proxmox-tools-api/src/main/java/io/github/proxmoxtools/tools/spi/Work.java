package io.github.proxmoxtools.tools.spi;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a script found out: the writes to make, in order, and how their answers become the result.
 *
 * @param steps the writes
 * @param finish makes the result of the answers; it may read, not write
 */
public record Work(List<Step> steps, Function<List<Data>, @Nullable Object> finish) {
    /** Copies the list. */
    public Work {
        steps = List.copyOf(steps);
    }

    /**
     * Ends with what was read.
     *
     * @param result the result
     * @return work without writes
     */
    public static Work done(@Nullable Object result) {
        return new Work(List.of(), answers -> result);
    }

    /**
     * Makes writes and answers with the last one's answer.
     *
     * @param steps the writes, in order
     * @return the work
     */
    public static Work of(Step... steps) {
        return new Work(List.of(steps), answers -> answers.get(answers.size() - 1).raw());
    }

    /**
     * Makes the result another way.
     *
     * @param finish makes the result of the answers
     * @return the work
     */
    public Work answering(Function<List<Data>, @Nullable Object> finish) {
        return new Work(steps, finish);
    }
}
