package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;

/** A stream of known length to send. */
record StreamSource(String name, long length, Opener opener) implements UploadSource {
    StreamSource {
        if (length < 0) {
            throw new IllegalArgumentException("a length is not negative, unlike " + length);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return opener.open();
    }
}
