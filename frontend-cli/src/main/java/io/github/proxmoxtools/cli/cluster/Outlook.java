package io.github.proxmoxtools.cli.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be seen of settings and cluster while somebody types. Every method may throw; nothing is asked or said. */
public interface Outlook extends AutoCloseable {
    /** Sees nothing. */
    Outlook NONE = new Outlook() {
        @Override
        public List<String> contexts() {
            return List.of();
        }

        @Override
        public Optional<Path> cache() {
            return Optional.empty();
        }

        @Override
        public String identity() {
            return "";
        }

        @Override
        public List<Map<String, @Nullable Object>> rows(String path, Map<String, String> parameters) {
            return List.of();
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    /**
     * Lists the contexts of the settings.
     *
     * @return their names
     */
    List<String> contexts();

    /**
     * Says where values may be kept for some seconds.
     *
     * @return a folder that need not exist; empty where none is known
     */
    Optional<Path> cache();

    /**
     * Tells one cluster and login from another.
     *
     * @return a text without secrets
     */
    String identity();

    /**
     * Reads a list.
     *
     * @param path below {@code /api2/json}
     * @param parameters what to send
     * @return the objects of the list
     */
    List<Map<String, @Nullable Object>> rows(String path, Map<String, String> parameters);

    @Override
    void close();
}
