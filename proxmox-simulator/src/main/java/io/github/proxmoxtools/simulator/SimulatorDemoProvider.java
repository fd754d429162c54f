package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.demo.DemoProvider;

/** Starts a simulator for a frontend's demonstration. */
public final class SimulatorDemoProvider implements DemoProvider {
    /** For the service loader. */
    public SimulatorDemoProvider() {}

    @Override
    public DemoCluster start() {
        throw new IllegalStateException("not built yet");
    }
}
