package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.ProxmoxClient;
import io.github.proxmoxtools.client.ProxmoxException;
import io.github.proxmoxtools.simulator.Fault;
import io.github.proxmoxtools.simulator.Simulator;
import io.github.proxmoxtools.tools.contract.PlantedSecrets;
import io.github.proxmoxtools.tools.contract.SecretPlaces;
import io.github.proxmoxtools.tools.contract.SimulatedEngine;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No raw call betrays a secret, neither one that the cluster keeps nor one that the call itself takes. */
@Tag("raw-api")
class PlantedSecretsTest {
    private static final String SECRET = "hunter2/hunter 2";
    @AutoClose
    private final SimulatedEngine simulated = new SimulatedEngine(LabTools.catalog(), "9.2");

    @BeforeEach
    void plant() {
        PlantedSecrets.in(simulated.simulator());
    }

    private static String said(Supplier<Object> call) {
        try {
            return String.valueOf(call.get());
        } catch (ToolFailure failure) {
            return failure.toMap() + String.valueOf(failure.getMessage());
        }
    }

    private static boolean betrays(String said) {
        return PlantedSecrets.traces().stream().anyMatch(said::contains);
    }

    @TestFactory
    Stream<DynamicTest> noReadingTellsWhatTheClusterKeeps() {
        return SecretPlaces.readings().stream().map(path -> dynamicTest(path, () -> {
            String said = said(() -> simulated.run(LabTools.RAW, Map.of("method", "GET", "path", path)).toMap());
            assertFalse(betrays(said), said);
        }));
    }

    /** Otherwise the others would prove nothing. */
    @Test
    void clusterItselfGivesSomeOut() {
        Simulator simulator = simulated.simulator();
        try (ProxmoxClient client = SimulatedEngine.client(simulator)) {
            List<String> telling = SecretPlaces.readings().stream().filter(path -> betrays(read(client, path)))
                    .toList();
            assertTrue(telling.containsAll(List.of("/access/domains/planted2", "/access/users/planted@pve",
                    "/cluster/acme/plugins/planted", "/cluster/sdn/dns/applied", "/cluster/sdn/ipams/applied",
                    "/cluster/metrics/server/planted2", "/cluster/notifications/endpoints/webhook/planted3",
                    "/cluster/options")), telling::toString);
        }
    }

    private static String read(ProxmoxClient client, String path) {
        try {
            return String.valueOf(client.send(ApiRequest.get(ApiPath.parse(path))).data());
        } catch (ProxmoxException e) {
            return "";
        }
    }

    /** What the server echoes comes back in its own words, in JSON, and as addresses are written. */
    @TestFactory
    Stream<DynamicTest> noCallTellsWhatItWasGiven() {
        String echo = "echo " + SECRET + " hunter2%2Fhunter%202 hunter2%2Fhunter+2";
        return SecretPlaces.parameters().stream().map(place -> dynamicTest(place.toString(), () -> {
            simulated.simulator().faults().always(place.method(), "/**", Fault.status(500, echo));
            Map<String, Object> call = Map.of("method", place.method(), "path", place.path(), "params",
                    Map.of(place.parameter(), SECRET), "force", true);
            String failed = said(() -> simulated.run(LabTools.RAW, call).toMap());
            assertTrue(failed.contains("echo"), failed);
            assertFalse(failed.contains("hunter2"), failed);
            simulated.simulator().faults().clear();
            String planned = said(() -> simulated.engine().plan(ToolCall.of(LabTools.RAW, call)));
            assertFalse(planned.contains("hunter2"), planned);
        }));
    }
}
