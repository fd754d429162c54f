package io.github.proxmoxtools.client.demo;

import java.util.Map;

/**
 * Starts a demonstration cluster.
 *
 * <p>Found with {@link java.util.ServiceLoader}: a frontend whose image holds no provider has no demonstration.
 */
public interface DemoProvider {
    /**
     * Starts a cluster of its own that lives until it is closed.
     *
     * @return the running cluster
     */
    DemoCluster start();

    /**
     * Starts a cluster as chosen.
     *
     * @param options what is chosen, by name: {@code port}, {@code profile}, {@code nodes}, {@code guests}, {@code seed},
     *            {@code speed}; what is not chosen is as the provider likes
     * @return the running cluster
     * @throws IllegalArgumentException when an option is not known or its value makes no sense; the message says why
     * @throws java.io.UncheckedIOException when the port is taken
     */
    default DemoCluster start(Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("This cluster has no options: " + String.join(", ", options.keySet()));
        }
        return start();
    }
}
