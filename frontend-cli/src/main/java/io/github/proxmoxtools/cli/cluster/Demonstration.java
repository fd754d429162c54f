package io.github.proxmoxtools.cli.cluster;

import io.github.proxmoxtools.cli.text.Usage;
import io.github.proxmoxtools.client.demo.DemoProvider;
import io.github.proxmoxtools.tools.spi.ToolFailure;
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
        return providers().findFirst().orElseThrow(() -> missing(wanted));
    }

    /**
     * Says that there is none.
     *
     * @param wanted what is missed, in words
     * @return the failure
     */
    public static ToolFailure missing(String wanted) {
        return Usage.settings("This image holds no " + wanted,
                "Use an image that was linked with the module io.github.proxmoxtools.simulator.");
    }

    private static ServiceLoader<DemoProvider> providers() {
        return ServiceLoader.load(DemoProvider.class, Demonstration.class.getClassLoader());
    }

    /**
     * Tells whether there is anything that can start one, without making it.
     *
     * @return whether the image holds it
     */
    public static boolean isHere() {
        return providers().stream().findAny().isPresent();
    }
}
