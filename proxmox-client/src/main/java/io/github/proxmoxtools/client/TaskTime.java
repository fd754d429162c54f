package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time in which tasks are waited for; tests bring their own. */
public interface TaskTime {
    /** The system's time. */
    TaskTime SYSTEM = new TaskTime() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            // A latch that nobody opens: a pause that an interrupt ends at once, without pinning a carrier thread.
            boolean opened = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
            if (opened) {
                throw new IllegalStateException("nobody opens this latch");
            }
        }
    };

    /**
     * Gives the time.
     *
     * @return nanoseconds since some moment, as {@link System#nanoTime}
     */
    long nanoTime();

    /**
     * Lets time pass.
     *
     * @param duration how much
     * @throws InterruptedException if the thread is interrupted
     */
    void pause(Duration duration) throws InterruptedException;
}
