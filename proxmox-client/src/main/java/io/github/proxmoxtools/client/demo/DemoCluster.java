package io.github.proxmoxtools.client.demo;

import io.github.proxmoxtools.client.settings.SettingKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Gives the settings of a client, as those of a cluster on hardware would be.
     *
     * @return values by the names of {@link SettingKey}
     */
    default Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SettingKey.PROXMOX_HOST.name(), String.join(",", hosts()));
        settings.put(SettingKey.PROXMOX_FINGERPRINT.name(), String.join(",", fingerprints()));
        settings.put(SettingKey.PROXMOX_TOKEN_ID.name(), tokenId());
        settings.put(SettingKey.PROXMOX_TOKEN_SECRET.name(), tokenSecret());
        // The nodes tell each other addresses at which nothing listens.
        settings.put(SettingKey.PROXMOX_LEARN_MEMBERS.name(), "false");
        return settings;
    }

    @Override
    void close();
}
