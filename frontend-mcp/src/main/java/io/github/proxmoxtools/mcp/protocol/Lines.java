package io.github.proxmoxtools.mcp.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads lines of bounded length; of a longer one nothing is kept. */
final class Lines {
    /** As long as a message may be. */
    static final int LONGEST = Incoming.LONGEST;

    private static final int CHUNK = 1 << 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[CHUNK];
    private int position;
    private int filled;

    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * A line.
     *
     * @param message without its end; empty if it was too long
     * @param tooLong whether it was
     */
    record Line(ByteBuffer message, boolean tooLong) {
        boolean isBlank() {
            for (int i = message.position(); i < message.limit(); i++) {
                if (" \t\r".indexOf(message.get(i)) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Nothing at the end of the input. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        while (fill()) {
            int end = endOfLine();
            tooLong |= line.size() + (end - position) > longest;
            if (!tooLong) {
                line.write(chunk, position, end - position);
            }
            position = end + 1;
            if (end < filled) {
                return Optional.of(finish(line, tooLong));
            }
        }
        return line.size() == 0 && !tooLong ? Optional.empty() : Optional.of(finish(line, tooLong));
    }

    private static Line finish(ByteArrayOutputStream line, boolean tooLong) {
        return tooLong ? new Line(NOTHING, true) : new Line(ByteBuffer.wrap(line.toByteArray()), false);
    }

    private boolean fill() throws IOException {
        if (position >= filled) {
            position = 0;
            filled = Math.max(in.read(chunk, 0, chunk.length), 0);
        }
        return filled > 0;
    }

    private int endOfLine() {
        int end = position;
        while (end < filled && chunk[end] != '\n') {
            end++;
        }
        return end;
    }
}
