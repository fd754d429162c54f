package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.Input;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Chooses one of a tool's endpoints by arguments and version; asks for the version only where it matters. */
final class EndpointChoice {
    private final Bound bound;
    private final Supplier<String> version;

    EndpointChoice(Bound bound, Supplier<String> version) {
        this.bound = bound;
        this.version = version;
    }

    Endpoint of(List<Endpoint> candidates) {
        List<Endpoint> fitting = candidates.stream()
                .filter(endpoint -> endpoint.when().map(condition -> condition.holds(bound)).orElse(true)).toList();
        if (fitting.isEmpty()) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, "These arguments fit none of the calls of " + bound.tool(),
                    "", Map.of());
        }
        Endpoint chosen = fitting.stream().filter(endpoint -> isThere(endpoint.versions())).findFirst()
                .orElseThrow(() -> unsupported(bound.tool().name(), fitting.get(0).versions()));
        refuseWhatItDoesNotTake(chosen);
        return chosen;
    }

    void refuseUnsupported() {
        if (!isThere(bound.tool().versions())) {
            throw unsupported(bound.tool().name(), bound.tool().versions());
        }
        for (Param<?> param : bound.tool().params()) {
            if (bound.values().containsKey(param.name()) && !isThere(param.versions())) {
                throw unsupported(param.name(), param.versions());
            }
        }
    }

    private boolean isThere(Versions versions) {
        return versions.equals(Versions.ALL) || versions.include(version.get());
    }

    private InvalidCall unsupported(String what, Versions versions) {
        String needs = versions.since().map(since -> " needs Proxmox VE " + since + " or newer").orElse("")
                + versions.until().map(until -> " is gone since Proxmox VE " + until).orElse("");
        return new InvalidCall(FailureKind.UNSUPPORTED_VERSION, what + needs + "; this server is " + version.get(), "",
                Map.of());
    }

    private void refuseWhatItDoesNotTake(Endpoint chosen) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (Param<?> param : bound.tool().params()) {
            if (isGiven(param) && param.isSent() && !chosen.takes(param)) {
                problems.put(param.name(), "has no meaning for " + chosen);
            }
        }
        for (Input input : chosen.inputs()) {
            for (Param<?> param : input.params()) {
                boolean needed = param.isRequired() || (input == param
                        && chosen.placeholders().contains(param.apiName()));
                if (needed && !isGiven(param)) {
                    problems.put(param.name(), "is required for " + chosen);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, String.join("; ", problems.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue()).toList()), "", problems);
        }
    }

    private boolean isGiven(Param<?> param) {
        return bound.values().containsKey(param.name());
    }
}
