package io.github.proxmoxtools.tools.spi;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a script found out: the writes to make, in order, and how their answers become the result.
 *
 * @param steps the writes
 * @param finish makes the result of the answers; it may read, not write
 * @param destroys whether they destroy something, as only the script could see
 */
public record Work(List<Step> steps, Function<List<Data>, @Nullable Object> finish, boolean destroys) {
    /** Copies the list. */
    public Work {
        steps = List.copyOf(steps);
    }

    /**
     * Makes writes of the tool's own class.
     *
     * @param steps the writes, in order
     * @param finish makes the result of the answers
     */
    public Work(List<Step> steps, Function<List<Data>, @Nullable Object> finish) {
        this(steps, finish, false);
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
        return new Work(steps, finish, destroys);
    }

    /**
     * Raises the class of this call to destroying, for what its arguments alone do not show.
     *
     * @param raised whether what was read says so
     * @return the work; it is confirmed like any call that destroys, and refused where none may
     */
    public Work destroyingIf(boolean raised) {
        return new Work(steps, finish, destroys || raised);
    }
}
