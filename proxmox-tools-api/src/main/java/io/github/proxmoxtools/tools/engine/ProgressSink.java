package io.github.proxmoxtools.tools.engine;

import java.util.OptionalDouble;

/** Receives what goes on while a tool runs; called from the thread that runs it. */
@FunctionalInterface
public interface ProgressSink {
    /** Throws everything away. */
    ProgressSink NONE = event -> {
    };

    /**
     * Receives an event.
     *
     * @param event what happened
     */
    void report(Event event);

    /** Something that happened. */
    sealed interface Event {}

    /**
     * A task was started.
     *
     * @param upid its unique id
     * @param type what it does, as Proxmox VE names it
     */
    record TaskStarted(String upid, String type) implements Event {}

    /**
     * The task wrote a line.
     *
     * @param text the line
     * @param fraction how much is done, from 0 to 1, where the line says so
     */
    record LogLine(String text, OptionalDouble fraction) implements Event {}

    /**
     * A step of several begins.
     *
     * @param title what it does
     * @param number which one, from 1
     * @param of how many there are
     */
    record StepStarted(String title, int number, int of) implements Event {}

    /**
     * Some of a local file was sent.
     *
     * @param bytes how many so far
     * @param total how many there are
     */
    record Transferred(long bytes, long total) implements Event {
        /**
         * Says how much is done.
         *
         * @return from 0 to 1
         */
        public double fraction() {
            return total <= 0 ? 1 : (double) bytes / total;
        }
    }

    /**
     * It still goes on, with nothing new to say.
     *
     * @param seconds since the task was started
     */
    record StillRunning(long seconds) implements Event {}
}
