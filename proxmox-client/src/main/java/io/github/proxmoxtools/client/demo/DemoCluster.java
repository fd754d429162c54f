package io.github.proxmoxtools.client.demo;

import java.util.List;

/** A running demonstration cluster, and what a client needs to talk to it. */
public interface DemoCluster extends AutoCloseable {
    /**
     * Names the nodes' addresses.
     *
     * @return {@code host:port} of each node, never empty
     */
    List<String> hosts();

    /**
     * Names the certificates to pin.
     *
     * @return SHA-256 fingerprints as colon-separated upper-case hex pairs, one per node
     */
    List<String> fingerprints();

    /**
     * Names the API token to use.
     *
     * @return {@code USER@REALM!NAME}
     */
    String tokenId();

    /**
     * Gives the secret of {@link #tokenId()}.
     *
     * @return the secret, which opens nothing but this cluster
     */
    String tokenSecret();

    @Override
    void close();
}
