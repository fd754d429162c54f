package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.simulator.RecordedRequest;
import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.DeclarationException;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.Step;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Steps that need what the steps before them brought about, and scripts about one guest or another. */
class CompletedStepTest {
    private static final Param<String> KIND = Param.choice("kind", "", "vm", "lxc").notSent();
    private static final Endpoint VM_CONFIG = Endpoint
            .get("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM).when(KIND.is("vm"));
    private static final Endpoint LXC_CONFIG = Endpoint
            .get("/nodes/{node}/lxc/{vmid}/config", GuestInput.LXC).when(KIND.is("lxc"));
    private static final Endpoint CHANGE = Endpoint.put("/nodes/{node}/qemu/{vmid}/config", GuestInput.VM);
    private static final Endpoint OTHER = Endpoint.post("/nodes/{node}/qemu/{vmid}/status/stop", GuestInput.VM);

    private final Tool describe = sample("describe", CompletedStepTest::describe);
    private final Tool refuse = sample("refuse", CompletedStepTest::refuse);
    private final Tool replace = sample("replace", reading -> Work.of(
            Step.of("Change", Query.of(CHANGE).with("description", "a")).completedBy(() -> Query.of(OTHER))));

    @AutoClose
    private final Lab lab = new Lab();
    @AutoClose
    private final Engine engine = Engine
            .builder(Samples.catalog(describe, refuse, replace), () -> lab.client(Duration.ofSeconds(10)))
            .build();

    private static Tool sample(String word, io.github.proxmoxtools.tools.spi.Script script) {
        return Samples.changes("proxmox_sample_" + word, "sample", word)
                .calls(VM_CONFIG, LXC_CONFIG, CHANGE, OTHER).takes(KIND, GuestInput.VMID).runs(script).returnsNothing();
    }

    private static Endpoint config(Arguments arguments) {
        return KIND.is("vm").holds(arguments) ? VM_CONFIG : LXC_CONFIG;
    }

    private static Work describe(Reading reading) {
        Object stale = reading.read(Query.of(config(reading.arguments()))).at("digest").raw();
        Query second = Query.of(CHANGE).with("tags", "a").with("digest", String.valueOf(stale));
        return Work.of(Step.of("Describe", Query.of(CHANGE).with("description", "made")),
                Step.of("Tag", second).completedBy(() -> second.with("digest",
                        reading.read(Query.of(VM_CONFIG)).at("digest").text().orElseThrow())));
    }

    private static Work refuse(Reading reading) {
        return Work.of(Step.of("Describe", Query.of(CHANGE).with("description", "made")),
                Step.of("Tag", Query.of(CHANGE).with("tags", "a")).completedBy(() -> {
                    throw new InvalidCall(FailureKind.CHANGED_MEANWHILE, "not as it was", "", Map.of());
                }));
    }

    private void run(Tool tool, Map<String, Object> arguments) {
        engine.run(ToolCall.of(tool.name(), arguments));
    }

    private List<RecordedRequest> writes() {
        return lab.writes();
    }

    @Test
    void sendsWhatOnlyTheStepBeforeBroughtAbout() {
        run(describe, Map.of("kind", "vm", "vmid", 105));
        assertEquals(2, writes().size());
        assertTrue(writes().get(1).body().contains("tags=a"), writes().get(1)::body);
    }

    @Test
    void endsTheWorkWhereItCannotBeCompleted() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> run(refuse, Map.of("kind", "vm", "vmid", 105)));
        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertEquals(1, writes().size());
    }

    @Test
    void neverMakesAnotherCallThanThePlannedOne() {
        assertThrows(DeclarationException.class, () -> run(replace, Map.of("kind", "vm", "vmid", 105)));
        assertEquals(List.of(), writes());
    }

    @Test
    void isAboutTheGuestOfTheEndpointThatTheArgumentsChoose() {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> run(describe, Map.of("kind", "lxc", "vmid", 105)));
        assertTrue(failure.error().contains("105 is a VM"), failure::error);
        assertEquals(List.of(), writes());
    }
}
