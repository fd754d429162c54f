package io.github.proxmoxtools.client.index;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the known version that fits a server's. */
final class NearestVersion {
    private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})(?:[.~-].*)?");

    private NearestVersion() {}

    static String of(String pveVersion, List<String> known) {
        int wanted = major(pveVersion);
        String best = known.getFirst();
        for (String candidate : known) {
            if (Math.abs(major(candidate) - wanted) <= Math.abs(major(best) - wanted)) {
                best = candidate;
            }
        }
        return best;
    }

    private static int major(String version) {
        Matcher matcher = MAJOR.matcher(version.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + version + "' is not a version of Proxmox VE, such as 9.2.3");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
