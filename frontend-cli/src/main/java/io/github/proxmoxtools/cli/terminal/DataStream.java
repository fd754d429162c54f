package io.github.proxmoxtools.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream that remembers why something could not be written, which a {@link PrintStream} only counts. */
public final class DataStream extends PrintStream {
    private final OutputStream target;
    private volatile @Nullable String trouble;

    /**
     * Wraps a stream.
     *
     * @param target takes each piece at once
     * @param charset of its texts
     */
    public DataStream(OutputStream target, Charset charset) {
        super(target, false, charset);
        this.target = target;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            setError();
        }
    }

    /** Why something was lost; empty if all was written. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
