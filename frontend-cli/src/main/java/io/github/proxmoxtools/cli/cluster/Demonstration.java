package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.demo.DemoProvider;
import io.github.proxmoxtools.client.settings.SettingKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** What can start a stand-in cluster, if the image holds it. */
public final class Demonstration {
    private Demonstration() {}

    /**
     * Finds what can start one.
     *
     * @param wanted what is missed where there is none, in words
     * @return the provider
     */
    public static DemoProvider provider(String wanted) {
        return ServiceLoader.load(DemoProvider.class, Demonstration.class.getClassLoader()).findFirst()
                .orElseThrow(() -> Usage.settings("This image holds no " + wanted,
                        "Use an image that was linked with the module io.github.proxmoxtools.simulator."));
    }

    /** It is configured as a real cluster is, so that it shows the same behaviour. */
    public static Map<String, String> settings(DemoCluster cluster) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(SettingKey.PROXMOX_HOST.name(), String.join(",", cluster.hosts()));
        settings.put(SettingKey.PROXMOX_FINGERPRINT.name(), String.join(",", cluster.fingerprints()));
        settings.put(SettingKey.PROXMOX_TOKEN_ID.name(), cluster.tokenId());
        settings.put(SettingKey.PROXMOX_TOKEN_SECRET.name(), cluster.tokenSecret());
        // Its nodes tell each other addresses at which nothing listens.
        settings.put(SettingKey.PROXMOX_LEARN_MEMBERS.name(), "false");
        return settings;
    }
}
