package io.github.proxmoxtools.integration.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.proxmoxtools.integration.SimulatorProcess;
import io.github.proxmoxtools.tools.spi.Data;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The way to a host that is already there, walked with a simulator of its own process in the host's place. */
@Tag("runtime")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LiveWayIT {
    private static final VmidRange RANGE = new VmidRange(9100, 9105);

    @TempDir
    private Path folder;

    /** Leaves a running guest behind; only run from here. */
    @ExtendWith(OnCluster.class)
    static final class FailsHalfway {
        @Test
        void leavesAGuestBehind(TestCluster cluster) {
            cluster.run("proxmox_vm_start", VmLifeTest.make(cluster, cluster.newGuest()));
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void theSameTestsPassThere() throws Exception {
        try (SimulatorProcess host = SimulatorProcess.start(folder)) {
            TestExecutionSummary summary = run(host, VmLifeTest.class, ContainerLifeTest.class, ApiTest.class);
            assertEquals(List.of(), summary.getFailures().stream()
                    .map(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                    .toList());
            assertTrue(summary.getTestsSucceededCount() >= 8, "only " + summary.getTestsSucceededCount() + " ran");
            assertEquals(List.of(), guestsOfTests(host));
        }
    }

    @Test
    void aTestThatFailsLeavesNothingBehind() throws Exception {
        try (SimulatorProcess host = SimulatorProcess.start(folder)) {
            TestExecutionSummary summary = run(host, FailsHalfway.class);
            assertEquals(List.of("on purpose"), summary.getFailures().stream()
                    .map(failure -> failure.getException().getMessage()).toList());
            assertEquals(List.of(), guestsOfTests(host));
        }
    }

    @Test
    void aHostAloneIsNotEnough() {
        TestExecutionSummary summary = run(Map.of(TestSettings.HOST, "127.0.0.1"), FailsHalfway.class);
        assertTrue(summary.getFailures().getFirst().getException().toString().contains("PROXMOX_TEST_TOKEN_ID"));
    }

    private static Map<String, String> parameters(SimulatorProcess host) {
        Map<String, String> parameters = new LinkedHashMap<>();
        host.settings().forEach((name, value) -> parameters.put(name.replace("PROXMOX_", "PROXMOX_TEST_"), value));
        parameters.computeIfPresent(TestSettings.HOST, (name, hosts) -> hosts.split(",")[0]);
        parameters.put("PROXMOX_TEST_VMIDS", RANGE.toString());
        parameters.put("PROXMOX_TEST_AGENT_VMID", "100");
        return parameters;
    }

    private static TestExecutionSummary run(SimulatorProcess host, Class<?>... tests) {
        return run(parameters(host), tests);
    }

    private static TestExecutionSummary run(Map<String, String> parameters, Class<?>... tests) {
        LauncherDiscoveryRequestBuilder builder = LauncherDiscoveryRequestBuilder.request()
                .configurationParameters(parameters);
        for (Class<?> test : tests) {
            builder.selectors(selectClass(test));
        }
        LauncherDiscoveryRequest request = builder.build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    private static List<Data> guestsOfTests(SimulatorProcess host) {
        Map<String, String> parameters = parameters(host);
        try (TestCluster cluster = TestCluster.at(
                TestSettings.from(name -> Optional.ofNullable(parameters.get(name))).orElseThrow())) {
            return Stream.of("proxmox_vm_list", "proxmox_lxc_list")
                    .flatMap(list -> cluster.run(list, Map.of("node", cluster.node())).at("items").items().stream())
                    .filter(guest -> guest.at("vmid").whole().orElse(0L) >= RANGE.first()).toList();
        }
    }
}
