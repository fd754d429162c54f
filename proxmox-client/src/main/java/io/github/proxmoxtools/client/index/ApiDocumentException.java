package io.github.proxmoxtools.client.index;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What should be a server's description of its API is something else, broken, or too large. */
public final class ApiDocumentException extends IOException {
    private static final long serialVersionUID = 1L;

    ApiDocumentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
