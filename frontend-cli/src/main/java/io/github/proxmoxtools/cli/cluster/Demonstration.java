package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.demo.DemoProvider;
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
}
