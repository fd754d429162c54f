package io.github.proxmoxtools.tools.engine;

import io.github.proxmoxtools.client.ApiPath;
import io.github.proxmoxtools.client.ApiRequest;
import io.github.proxmoxtools.client.Parameter;
import io.github.proxmoxtools.tools.spi.Cancellation;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads several things at the same time under names, and remembers what did not come and why. */
final class Survey {
    private final Calls calls;
    private final Map<String, Data> came = new LinkedHashMap<>();
    private final Map<String, ToolFailure> missing = new LinkedHashMap<>();

    Survey(Calls calls) {
        this.calls = calls;
    }

    /** Makes a read; what cannot be part of a path is refused. */
    static ApiRequest get(String template, Map<String, String> path, Parameter... parameters) {
        try {
            return ApiRequest.get(ApiPath.expand(template, path), parameters);
        } catch (IllegalArgumentException e) {
            throw new InvalidCall(FailureKind.BAD_ARGUMENT, String.valueOf(e.getMessage()), "", Map.of());
        }
    }

    static ApiRequest get(String path, Parameter... parameters) {
        return get(path, Map.of(), parameters);
    }

    Survey read(Map<String, ApiRequest> reads) {
        List<String> names = List.copyOf(reads.keySet());
        List<Calls.Part> parts = reads.isEmpty() ? List.of() : calls.sendToEach(List.copyOf(reads.values()));
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Calls.Part.Came(var data) -> came.put(names.get(i), data);
                case Calls.Part.Failed(Cancellation taken) -> throw taken;
                case Calls.Part.Failed(var failure) -> missing.put(names.get(i), failure);
            }
        }
        return this;
    }

    /** Remembers why something was not even asked for. */
    void miss(String name, ToolFailure why) {
        missing.put(name, why);
    }

    /** What did not come, of what has names that begin so. */
    List<String> missingOf(String beginning) {
        return missing.keySet().stream().filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length())).toList();
    }

    /** What is asked for cannot be told without this. */
    Data need(String name) {
        ToolFailure failure = missing.get(name);
        if (failure != null) {
            throw failure;
        }
        return at(name);
    }

    /** Whether it did not come because its node does not answer. */
    boolean isUnreachable(String name) {
        ToolFailure failure = missing.get(name);
        return failure != null && failure.kind() == FailureKind.UNREACHABLE;
    }

    /** What came; absent where nothing did. */
    Data at(String name) {
        return came.getOrDefault(name, Data.of(null));
    }

    Optional<Data> find(String name) {
        return Optional.ofNullable(came.get(name));
    }

    /** Says why parts of the facts are not there. */
    Map<String, @Nullable Object> completing(Map<String, @Nullable Object> facts) {
        if (!missing.isEmpty()) {
            Map<String, Object> reasons = new LinkedHashMap<>();
            missing.forEach((name, failure) -> reasons.put(name, failure.toMap()));
            facts.put("missing", reasons);
        }
        return facts;
    }
}
