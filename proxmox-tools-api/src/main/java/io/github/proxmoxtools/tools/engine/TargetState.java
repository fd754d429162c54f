package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ServerFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the guest itself says of itself, before it is changed: the list that it was found in may be seconds old. */
final class TargetState {
    private static final List<String> TOLD = List.of("name", "status", "lock", "uptime", "maxmem", "maxdisk", "tags",
            "template");
    private static final List<String> DECISIVE = List.of("name", "status", "lock");

    private final Calls calls;
    private final Optional<GuestAddress> target;

    TargetState(Calls calls, Optional<GuestAddress> target) {
        this.calls = calls;
        this.target = target;
    }

    /** What people are told about it; empty where there is no target. */
    Map<String, @Nullable Object> read() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        target.map(this::status).ifPresent(status -> {
            for (String field : TOLD) {
                if (!status.at(field).isAbsent()) {
                    facts.put(field, status.at(field).raw());
                }
            }
        });
        return facts;
    }

    private Data status(GuestAddress guest) {
        try {
            return Data.of(calls.send(ApiRequest.get(ApiPath.expand(
                    "/nodes/{node}/" + guest.kind().apiName() + "/{vmid}/status/current",
                    Map.of("node", guest.node(), "vmid", Long.toString(guest.vmid()))))).data());
        } catch (ServerFailure failure) {
            throw failure.kind() == FailureKind.NOT_FOUND && !guest.name().isEmpty()
                    ? changed(guest + " is not there any more: " + failure.error())
                    : failure;
        }
    }

    void refuseOtherName(Map<String, @Nullable Object> facts) {
        target.ifPresent(guest -> {
            String name = Data.of(facts.get("name")).text().orElse("");
            if (!name.equals(guest.name())) {
                throw changed(guest + " is called '" + name + "' by now");
            }
        });
    }

    void refuseChangeSince(Map<String, @Nullable Object> before) {
        Map<String, @Nullable Object> now = read();
        for (String field : DECISIVE) {
            if (!Objects.equals(before.get(field), now.get(field))) {
                throw new InvalidCall(FailureKind.CHANGED_MEANWHILE, "The " + field + " of " + target.orElseThrow()
                        + " changed while the confirmation was waited for; nothing was changed", "Ask again.",
                        Map.of());
            }
        }
    }

    private static InvalidCall changed(String message) {
        return new InvalidCall(FailureKind.CHANGED_MEANWHILE, message + "; nothing was changed",
                "List the guests again, and name it by its vmid.", Map.of("vmid", message));
    }
}
