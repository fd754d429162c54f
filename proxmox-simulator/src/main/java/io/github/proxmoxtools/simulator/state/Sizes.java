package io.github.proxmoxtools.simulator.state;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of disks as texts. */
public final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGT]?)");
    private static final String UNITS = "KMGT";

    private Sizes() {}

    /**
     * Reads a size.
     *
     * @param text such as {@code 32G}, or bytes
     * @return the bytes, empty when it is no size
     */
    public static Optional<Long> parse(String text) {
        Matcher match = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!match.matches()) {
            return Optional.empty();
        }
        int unit = match.group(2).isEmpty() ? 0 : UNITS.indexOf(match.group(2)) + 1;
        return Optional.of((long) (Double.parseDouble(match.group(1)) * (1L << (10 * unit))));
    }

    /**
     * Writes a size with the largest unit that leaves no rest; the server gives zero the largest of all.
     *
     * @param bytes the size
     * @return such as {@code 32G}
     */
    public static String print(long bytes) {
        for (int unit = UNITS.length(); unit > 0; unit--) {
            long factor = 1L << (10 * unit);
            if (bytes % factor == 0) {
                return bytes / factor + UNITS.substring(unit - 1, unit);
            }
        }
        return Long.toString(bytes);
    }

    /**
     * Writes a size for people.
     *
     * @param bytes the size
     * @return such as {@code 3.0 GiB}
     */
    public static String describe(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length()) {
            value /= 1024;
            unit++;
        }
        String name = unit == 0 ? "B" : UNITS.charAt(unit - 1) + "iB";
        return String.format(Locale.ROOT, "%.1f %s", value, name);
    }
}
