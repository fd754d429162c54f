package io.github.proxmoxtools.tools.spi;

import java.util.Optional;

/**
 * A range of Proxmox VE versions.
 *
 * @param since the first version, if not all from the beginning
 * @param until the first version that no longer belongs, if not all to the end
 */
public record Versions(Optional<String> since, Optional<String> until) {
    /** Every version. */
    public static final Versions ALL = new Versions(Optional.empty(), Optional.empty());

    /**
     * Narrows the range from below.
     *
     * @param version the first version
     * @return the narrowed range
     */
    public Versions since(String version) {
        return new Versions(Optional.of(checked(version)), until);
    }

    /**
     * Narrows the range from above.
     *
     * @param version the first version that no longer belongs
     * @return the narrowed range
     */
    public Versions until(String version) {
        return new Versions(since, Optional.of(checked(version)));
    }

    /**
     * Tells whether a version belongs.
     *
     * @param version such as {@code 8.4} or {@code 9.2.11}
     * @return whether the range holds it
     */
    public boolean include(String version) {
        return since.map(first -> compare(version, first) >= 0).orElse(true)
                && until.map(end -> compare(version, end) < 0).orElse(true);
    }

    private static String checked(String version) {
        if (!version.matches("\\d+\\.\\d+")) {
            throw new DeclarationException("'" + version + "' is no version such as 8.0");
        }
        return version;
    }

    /** Compares as far as the shorter one goes, so that 9.2.11 is not after 9.2. */
    private static int compare(String version, String bound) {
        String[] left = version.split("[.\\-]", -1);
        String[] right = bound.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
