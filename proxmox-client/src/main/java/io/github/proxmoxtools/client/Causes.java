package io.github.proxmoxtools.client;

import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what lies behind a failure. */
final class Causes {
    private Causes() {}

    /** Gives the first of a kind, beginning with the failure itself. */
    static <T extends Throwable> Optional<T> first(Class<T> kind, Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).filter(kind::isInstance)
                .map(kind::cast).findFirst();
    }
}
