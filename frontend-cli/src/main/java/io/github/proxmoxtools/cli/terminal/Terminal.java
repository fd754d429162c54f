package io.github.proxmoxtools.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where output goes and answers come from: data on one side, everything meant for a person on the other.
 *
 * <p>Only the launcher knows the process's real streams; tests hand in their own.
 */
public interface Terminal {
    /**
     * Writes data.
     *
     * @param text written as it is
     */
    void out(String text);

    /**
     * Writes what is meant for a person.
     *
     * @param text written as it is
     */
    void err(String text);

    /**
     * Writes data that may be no text.
     *
     * @param bytes written as they are where the terminal takes bytes, else read as UTF-8
     */
    default void out(byte[] bytes) {
        out(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Writes to where people are told things, what may be no text.
     *
     * @param bytes written as they are where the terminal takes bytes, else read as UTF-8
     */
    default void err(byte[] bytes) {
        err(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Reads the standard input to its end.
     *
     * @return all of it
     * @throws IOException if it cannot be read
     */
    default byte[] readInput() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Optional<String> line = readInputLine(); line.isPresent(); line = readInputLine()) {
            all.append(line.get()).append('\n');
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Tells whether a person watches what {@link #err} writes, so that a line can be redrawn.
     *
     * @return whether it is a terminal
     */
    boolean isWatched();

    /**
     * Tells whether a person watches what {@link #out} writes, so that it may be coloured and cut.
     *
     * @return whether it is a terminal
     */
    boolean isDataWatched();

    /**
     * Gives a variable of the environment that says something about the terminal.
     *
     * @param name such as TERM or NO_COLOR
     * @return its value; absent where it is not set or empty
     */
    Optional<String> variable(String name);

    /**
     * Tells whether somebody can be asked.
     *
     * @return whether questions can be shown and answers typed
     */
    boolean canAsk();

    /**
     * Asks for a line.
     *
     * @param question shown before the answer
     * @return the line; absent where the input ended
     */
    Optional<String> ask(String question);

    /** Waits for no answer any more: what was written meanwhile is shown. */
    default void giveUpAsking() {}

    /**
     * Counts the questions, each from the moment at which it is asked: what was drawn before stands above it, and cannot be
     * drawn over any more.
     *
     * @return how many there were
     */
    default int questions() {
        return 0;
    }

    /**
     * Writes for people what will soon be drawn again; while a question of another thread stands, it is left out.
     *
     * @param frame written as it is
     * @return whether it was written
     */
    default boolean draw(String frame) {
        err(frame);
        return true;
    }

    /**
     * Asks for a secret without showing what is typed.
     *
     * @param question shown before the answer
     * @return the secret; absent where it cannot be hidden, or the input ended
     */
    Optional<String> askSecret(String question);

    /**
     * Reads the first line of the standard input.
     *
     * @return the line without its end; absent where there is none
     */
    Optional<String> readInputLine();

    /**
     * Gives the width for help and status lines; it is measured again when some time has passed, and costs nothing between.
     *
     * @return columns, at least 40
     */
    int width();

    /**
     * Gives the height for lines that are drawn again, measured as the width is.
     *
     * @return rows
     */
    default int height() {
        return Size.USUAL.rows();
    }

    /**
     * Tells whether what {@link #out} writes can be drawn again in its place.
     *
     * @return whether a person watches it, on a terminal that knows how to
     */
    default boolean canDraw() {
        return isDataWatched() && variable("TERM").filter("dumb"::equals).isEmpty();
    }

    /**
     * Measures the screen at this moment; it costs some milliseconds, and may be different the next time.
     *
     * @return how much can be drawn
     */
    default Size size() {
        return Size.USUAL;
    }

    /** Hides the cursor, until {@link #showCursor}; for what is drawn again and again. */
    default void hideCursor() {}

    /** Shows the cursor again, on a new line, if it was hidden. */
    default void showCursor() {}

    /**
     * Tells why something that {@link #out} was given could not be written, such as a full disk.
     *
     * @return the system's words; empty if all was written
     */
    default Optional<String> lostOutput() {
        return Optional.empty();
    }

    /**
     * Tells whether nobody reads what {@link #out} writes any more, such as {@code head} that has seen enough.
     *
     * @return whether writing goes nowhere
     */
    default boolean isAbandoned() {
        return false;
    }

    /**
     * Gives the time.
     *
     * @return the real one, except in tests
     */
    default Pace pace() {
        return Pace.REAL;
    }
}
