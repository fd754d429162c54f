package io.github.proxmoxtools.client.demo;

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
}
