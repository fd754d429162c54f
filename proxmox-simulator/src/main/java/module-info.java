/** A stand-in Proxmox VE cluster inside this JVM, for tests and demonstrations. */
module io.github.proxmoxtools.simulator {
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires io.github.proxmoxtools.client;
    requires com.fasterxml.jackson.core;

    exports io.github.proxmoxtools.simulator;

    provides io.github.proxmoxtools.client.demo.DemoProvider with
            io.github.proxmoxtools.simulator.SimulatorDemoProvider;
}
