package io.github.proxmoxtools.tools.vm;

import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestInput;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import io.github.proxmoxtools.tools.spi.ToolFailure.CallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guest agent's calls, and its answers without their wrapping. */
final class AgentCalls {
    private static final String AGENT = "/nodes/{node}/qemu/{vmid}/agent/";
    private static final int OK = 200;

    private AgentCalls() {}

    static Endpoint get(String command, Input... more) {
        return Endpoint.get(AGENT + command, withGuest(more));
    }

    static Endpoint post(String command, Input... more) {
        return Endpoint.post(AGENT + command, withGuest(more));
    }

    private static Input[] withGuest(Input... more) {
        List<Input> inputs = new ArrayList<>(List.of(GuestInput.VM));
        inputs.addAll(List.of(more));
        return inputs.toArray(Input[]::new);
    }

    /**
     * Reads, and takes the agent's answer out of its wrapping. The server hands a plain command's error on as if it were a result
     * (qemu-server, {@code mon_cmd}): it is a failure all the same.
     */
    static @Nullable Object read(Reading reading, Endpoint call) {
        Data answer = reading.read(Query.of(call));
        Data result = answer.at("result");
        result.at("error").at("desc").text().ifPresent(reason -> {
            throw new ServerFailure(FailureKind.SERVER, "Agent error: " + reason.strip(),
                    "The agent answers, but cannot do this: its version, its settings or the guest's operating system "
                            + "do not have it.",
                    false, site(reading.guest(), call), Map.of(), Optional.empty(), null);
        });
        return answer.fields().containsKey("result") ? result.raw() : answer.raw();
    }

    private static CallSite site(GuestAddress guest, Endpoint call) {
        String path = call.path().replace("{node}", guest.node()).replace("{vmid}", Long.toString(guest.vmid()));
        return new CallSite(call.verb().name(), path, Optional.of(OK));
    }
}
