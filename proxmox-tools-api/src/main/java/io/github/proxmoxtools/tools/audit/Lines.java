package io.github.proxmoxtools.tools.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file line by line, as far as it was written when the reading began. */
final class Lines implements AutoCloseable {
    private static final int LONGEST = 16 << 20;

    private final InputStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long left;
    private boolean isClosed;

    private Lines(InputStream stream, long left) {
        this.stream = stream;
        this.left = left;
    }

    static Lines of(Path file, long size) throws IOException {
        return new Lines(new BufferedInputStream(Files.newInputStream(file), 1 << 16), size);
    }

    /** Goes to the next line, if there is one. */
    boolean next() throws IOException {
        line.reset();
        isClosed = false;
        while (left > 0 && !isClosed) {
            take(stream.read());
        }
        return isClosed || line.size() > 0;
    }

    private void take(int next) {
        left = next < 0 ? 0 : left - 1;
        isClosed = next == '\n';
        if (next >= 0 && !isClosed && line.size() <= LONGEST) {
            line.write(next);
        }
    }

    /** The line without its break; of one that is too long for a record, the beginning. */
    byte[] bytes() {
        return line.toByteArray();
    }

    /** Tells whether a break follows the line. */
    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
