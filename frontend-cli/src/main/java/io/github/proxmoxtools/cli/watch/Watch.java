package io.github.proxmoxtools.cli.watch;

import io.github.proxmoxtools.cli.terminal.Pace;
import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Reads again and again and hands over what came.
 *
 * <p>The first failure of all ends it, whatever it is: a wrong address shall not be tried for ever. Later on a failure that
 * may pass is told and tried again, any other ends it.
 *
 * @param <T> what is read
 */
public final class Watch<T> {
    private final Supplier<T> reading;
    private final Sight<T> sight;
    private final BooleanSupplier abandoned;
    private final Pace pace;

    /** What is made of the readings. */
    public interface Sight<T> extends AutoCloseable {
        /**
         * Shows what was read.
         *
         * @param found it
         */
        void show(T found);

        /**
         * Says that it could not be read.
         *
         * @param failure why
         * @param silence how long ago it was read last
         */
        void miss(ToolFailure failure, Duration silence);

        /** Leaves the terminal as it was found. */
        @Override
        void close();
    }

    /**
     * Prepares watching.
     *
     * @param reading reads
     * @param sight shows it
     * @param terminal tells the time, and whether anybody reads on
     */
    public Watch(Supplier<T> reading, Sight<T> sight, Terminal terminal) {
        this.reading = reading;
        this.sight = sight;
        this.abandoned = terminal::isAbandoned;
        this.pace = terminal.pace();
    }

    /**
     * Watches until it is interrupted, nobody reads on, or a failure ends it.
     *
     * @param interval the pause between two reads
     * @return the exit code
     */
    public int every(Duration interval) {
        try (sight) {
            sight.show(reading.get());
            Duration read = pace.elapsed();
            while (!abandoned.getAsBoolean()) {
                if (!pace.rest(interval)) {
                    return FailureKind.CANCELLED.exitCode();
                }
                read = lookAgain(read);
            }
            return 0;
        }
    }

    private Duration lookAgain(Duration before) {
        try {
            sight.show(reading.get());
            return pace.elapsed();
        } catch (ToolFailure failure) {
            if (!failure.retryable()) {
                throw failure;
            }
            sight.miss(failure, pace.elapsed().minus(before));
            return before;
        }
    }
}
