package io.github.proxmoxtools.client;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Proxmox VE server.
 *
 * @param major for example 9
 * @param minor for example 2
 * @param patch for example 11; 0 where the text has none
 * @param text the version as the server says it, for example {@code 9.2.11} or {@code 7.4-16}
 */
public record PveVersion(int major, int minor, int patch, String text) implements Comparable<PveVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:[.-](\\d{1,6}))?.*");
    private static final Comparator<PveVersion> ORDER = Comparator.comparingInt(PveVersion::major)
            .thenComparingInt(PveVersion::minor).thenComparingInt(PveVersion::patch)
            .thenComparing(PveVersion::text);

    /**
     * Reads a version.
     *
     * @param text for example {@code 9.2.11} or {@code 7.4-16}
     * @return the version
     * @throws IllegalArgumentException if the text does not begin with a major and a minor number
     */
    public static PveVersion parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a version of Proxmox VE: " + text);
        }
        String patch = form.group(3);
        return new PveVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)),
                patch == null ? 0 : Integer.parseInt(patch), text);
    }

    /**
     * Tells whether something that came with a version is there.
     *
     * @param wantedMajor for example 8
     * @param wantedMinor for example 2
     * @return whether this is that version or a later one
     */
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    @Override
    public int compareTo(PveVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
