package io.github.proxmoxtools.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How a client copes with what goes wrong; time and chance are given, so that tests need neither. */
record Resilience(Retries retries, Duration patience, Map<Host, Trust.Fingerprints> pins,
        @Nullable MemberMemory memory, TaskTime time, RandomGenerator random) {
    Resilience {
        pins = Map.copyOf(pins);
    }

    Optional<MemberMemory> remembered() {
        return Optional.ofNullable(memory);
    }
}
