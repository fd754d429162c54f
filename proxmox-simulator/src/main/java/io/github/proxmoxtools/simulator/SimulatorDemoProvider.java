package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.client.demo.DemoCluster;
import io.github.proxmoxtools.client.demo.DemoProvider;
import java.util.List;
import java.util.Map;

/** Starts a simulator for a frontend's demonstration. */
public final class SimulatorDemoProvider implements DemoProvider {
    private static final double BRISK = 4;

    /** For the service loader. */
    public SimulatorDemoProvider() {}

    @Override
    public DemoCluster start() {
        Simulator simulator = Simulator.builder().realTimes().taskSpeed(BRISK).start();
        return new Demo(simulator);
    }

    @Override
    public DemoCluster start(Map<String, String> options) {
        Simulator.Builder builder = Simulator.builder().realTimes();
        options.forEach((name, value) -> SimulatorOptions.apply(builder, name, value));
        return new Demo(builder.start());
    }

    private record Demo(Simulator simulator) implements DemoCluster {
        @Override
        public List<String> hosts() {
            return simulator.hosts();
        }

        @Override
        public List<String> fingerprints() {
            return simulator.fingerprints();
        }

        @Override
        public String tokenId() {
            return simulator.adminTokenId();
        }

        @Override
        public String tokenSecret() {
            return simulator.adminTokenSecret();
        }

        @Override
        public void close() {
            simulator.close();
        }
    }
}
