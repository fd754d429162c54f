package io.github.proxmoxtools.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is on a simulated cluster when it starts. */
public enum Seed {
    /** Nothing but its nodes and an administrator. */
    EMPTY,
    /** What a small company would have: fourteen guests, storages, users, pools. */
    SMALL,
    /** The small company's, with guests that HA manages. */
    HA,
    /** A thousand guests unless another number is chosen, of all kinds. */
    LARGE;

    /**
     * Finds a seed by its name in any case.
     *
     * @param name such as {@code large}
     * @return the seed
     * @throws IllegalArgumentException when there is none; the message names those there are
     */
    public static Seed named(String name) {
        return Arrays.stream(values()).filter(seed -> seed.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No seed " + name + "; there are " + names() + "."));
    }

    private static String names() {
        return Arrays.stream(values()).map(seed -> seed.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
