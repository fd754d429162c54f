package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.index.ApiDocument;
import io.github.proxmoxtools.client.index.ApiDocumentException;
import io.github.proxmoxtools.client.index.ApiIndex;
import io.github.proxmoxtools.client.index.ApiIndexCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connected server's own description of its API.
 *
 * <p>It says exactly what this server takes; the index that is built in knows only the last release of each major
 * version.
 */
public final class LiveSchema {
    private static final long LONGEST_REST = 8L << 20;

    private final Optional<ApiIndexCache> cache;

    private LiveSchema(Optional<ApiIndexCache> cache) {
        this.cache = cache;
    }

    /**
     * Reads the description anew each time: some megabytes.
     *
     * @return a reader that keeps nothing
     */
    public static LiveSchema uncached() {
        return new LiveSchema(Optional.empty());
    }

    /**
     * Reads the description once for each version.
     *
     * @param directory where indices are kept, readable for their owner only
     * @return a reader that looks there first
     */
    public static LiveSchema cachedIn(Path directory) {
        return new LiveSchema(Optional.of(new ApiIndexCache(directory)));
    }

    /**
     * Reads the description of a server.
     *
     * @param client the connection; the server's version is asked for first
     * @return an index of the server's version
     * @throws MalformedAnswerException if the description is no such thing, broken or too large
     * @throws ProxmoxException if the server cannot be asked
     */
    public ApiIndex of(ProxmoxClient client) {
        String release = client.serverVersion().map(PveVersion::text)
                .orElseThrow(() -> new MalformedAnswerException(200, "the server does not say its version", null));
        return cache.flatMap(kept -> kept.find(release)).orElseGet(() -> fetch(client, release));
    }

    private ApiIndex fetch(ProxmoxClient client, String release) {
        Receiver receiver = new Receiver(release);
        client.fetch(ApiDocument.PATH, receiver);
        ApiIndex index = receiver.index;
        if (index == null) {
            throw new MalformedAnswerException(200, ApiDocument.PATH + ": the answer is empty", null);
        }
        return index;
    }

    /** Reads the document as it comes. */
    private final class Receiver implements BodyReceiver {
        private final String release;
        private @Nullable ApiIndex index;

        Receiver(String release) {
            this.release = release;
        }

        @Override
        public void receive(InputStream content, long length) throws IOException {
            try {
                index = cache.isPresent()
                        ? cache.get().keep(content, release)
                        : ApiDocument.read(content, release);
                skipRest(content);
            } catch (ApiDocumentException broken) {
                throw new MalformedAnswerException(200, ApiDocument.PATH + ": " + broken.getMessage(), broken);
            }
        }

        /** What follows the array is the viewer's own code; once it is through, the connection is good for more. */
        private static void skipRest(InputStream content) throws IOException {
            byte[] buffer = new byte[1 << 13];
            long skipped = 0;
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                skipped += count;
                if (skipped > LONGEST_REST) {
                    throw new MalformedAnswerException(200, ApiDocument.PATH + ": more than " + LONGEST_REST
                            + " bytes follow the description of the API", null);
                }
            }
        }
    }
}
