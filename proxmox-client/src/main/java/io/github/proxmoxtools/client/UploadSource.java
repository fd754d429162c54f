package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Content to send, whose length is known before its first byte is read. */
public interface UploadSource {
    /** Opens content. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens the content at its beginning.
         *
         * @return a stream that is closed by whoever asked
         * @throws IOException if it cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * Sends a file.
     *
     * @param file a regular file, read when it is sent; one that changes meanwhile fails
     * @return the source
     */
    static UploadSource file(Path file) {
        return new FileSource(file);
    }

    /**
     * Sends what a stream holds.
     *
     * @param name the name that the content gets, unless the upload says another
     * @param length the number of bytes; more or fewer fail
     * @param opener opens the stream: each time that it is sent, and once before if a checksum is to be computed
     * @return the source
     * @throws IllegalArgumentException if the length is negative
     */
    static UploadSource stream(String name, long length, Opener opener) {
        return new StreamSource(name, length, opener);
    }

    /**
     * Gives the name that the content has here.
     *
     * @return for example {@code debian-13.iso}
     */
    String name();

    /**
     * Gives the length.
     *
     * @return the number of bytes
     * @throws IOException if it cannot be found out
     */
    long length() throws IOException;

    /**
     * Opens the content at its beginning.
     *
     * @return a stream that is closed by whoever asked
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;

    /**
     * Tells one state of the content from another.
     *
     * @return something that equals what is given later exactly if the content was not changed
     * @throws IOException if it cannot be found out
     */
    default Object version() throws IOException {
        return length();
    }
}
