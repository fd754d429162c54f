package io.github.proxmoxtools.simulator.state;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** What a node finds when it looks beyond the cluster: every host is there, but for the node itself. */
public final class OutsideWorld {
    private static final long LEAST = 200L << 20;
    private static final int SPREAD = 700;

    private OutsideWorld() {}

    /**
     * Tells why a host cannot be reached.
     *
     * @param host its name or address
     * @return empty when it can
     */
    public static Optional<String> obstacle(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.startsWith("127.") || name.equals("::1") || name.equals("[::1]")) {
            return Optional.of("Connection refused");
        }
        if (name.isEmpty() || name.endsWith(".invalid")) {
            return Optional.of("Name or service not known");
        }
        return Optional.empty();
    }

    /**
     * Reads the host of an address.
     *
     * @param url the address
     * @return its host, empty when there is none
     */
    public static String host(String url) {
        try {
            String host = new URI(url).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /**
     * Tells how big the file behind an address is: always the same for the same address.
     *
     * @param url the address
     * @return bytes
     */
    public static long size(String url) {
        return LEAST + Math.floorMod(url.hashCode(), SPREAD) * (1L << 20);
    }
}
