package io.github.proxmoxtools.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of the cluster that the cluster itself has named.
 *
 * @param node the node's name
 * @param host where it listens
 * @param pin SHA-256 of its certificate, which was read over a trusted connection; null if none was
 */
public record Member(String node, Host host, @Nullable String pin) {
    /**
     * Brings the fingerprint into the notation that Proxmox VE shows.
     *
     * @throws IllegalArgumentException if the name is empty, or the fingerprint is none
     */
    public Member {
        if (node.isBlank()) {
            throw new IllegalArgumentException("a node has a name");
        }
        pin = pin == null ? null : Trust.Fingerprints.normalize(pin);
    }

    /**
     * Gives the fingerprint of the node's certificate.
     *
     * @return SHA-256 as colon-separated upper-case hex pairs; empty if the client verifies none
     */
    public Optional<String> fingerprint() {
        return Optional.ofNullable(pin);
    }
}
