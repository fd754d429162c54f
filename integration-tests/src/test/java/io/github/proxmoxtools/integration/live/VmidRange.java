package io.github.proxmoxtools.integration.live;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The only guests that tests may make and remove.
 *
 * @param first the first
 * @param last the last
 */
record VmidRange(int first, int last) {
    private static final Pattern FORM = Pattern.compile("(\\d{3,9})-(\\d{3,9})");

    VmidRange {
        if (first < 100 || last < first || last - first > 999) {
            throw new IllegalStateException("a range of vmids is such as 9000-9019, not " + first + "-" + last);
        }
    }

    static VmidRange parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("a range of vmids is such as 9000-9019, not '" + text + "'");
        }
        return new VmidRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Gives one that nobody has. */
    int free(Set<Integer> taken) {
        return IntStream.rangeClosed(first, last).filter(vmid -> !taken.contains(vmid)).findFirst()
                .orElseThrow(() -> new IllegalStateException("all of " + this + " are taken"));
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
