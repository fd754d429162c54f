package io.github.proxmoxtools.client.index;

import java.util.regex.Pattern;

/** Recognises addresses as Proxmox does, without asking any resolver. */
final class Addresses {
    private static final Pattern IPV4 = Pattern
            .compile("(?:(?:25[0-5]|(?:2[0-4]|1[0-9]|[1-9])?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern NAME = Pattern
            .compile("(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\\.)*[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");
    private static final int SHORTEST_PREFIX = 8;

    private Addresses() {}

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many groups of 16 bits the text has; far below zero if it is none. */
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int groups = 0;
        for (int i = 0; i < parts.length; i++) {
            if (IPV6_GROUP.matcher(parts[i]).matches()) {
                groups++;
            } else if (mayEndInIpv4 && i == parts.length - 1 && isIpv4(parts[i])) {
                groups += 2;
            } else {
                return -100;
            }
        }
        return groups;
    }

    static boolean isIp(String text) {
        return isIpv4(text) || isIpv6(text);
    }

    static boolean isCidrV4(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && isIpv4(text.substring(0, slash)) && isPrefix(text.substring(slash + 1), 32);
    }

    static boolean isCidrV6(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && isIpv6(text.substring(0, slash)) && isPrefix(text.substring(slash + 1), 128);
    }

    private static boolean isPrefix(String text, int longest) {
        if (!PREFIX.matcher(text).matches()) {
            return false;
        }
        int prefix = Integer.parseInt(text);
        return prefix >= SHORTEST_PREFIX && prefix <= longest;
    }

    static boolean isCidr(String text) {
        return isCidrV4(text) || isCidrV6(text);
    }

    static boolean isDnsName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isAddress(String text) {
        return isIp(text) || isDnsName(text);
    }
}
