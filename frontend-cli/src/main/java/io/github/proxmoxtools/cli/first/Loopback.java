package io.github.proxmoxtools.cli.first;

import io.github.proxmoxtools.client.Host;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells which hosts are this machine, where a tunnel or a simulator answers. */
final class Loopback {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|.*:.*");
    private static final String THIS_MACHINE = "localhost";

    private final boolean throughProxy;
    private final Lookup lookup;

    /**
     * Knows the way.
     *
     * @param throughProxy names are the proxy's business, and this machine asks nobody for them
     */
    Loopback(boolean throughProxy) {
        this(throughProxy, InetAddress::getByName);
    }

    Loopback(boolean throughProxy, Lookup lookup) {
        this.throughProxy = throughProxy;
        this.lookup = lookup;
    }

    /** Asks for a name; an address is one already. */
    interface Lookup {
        InetAddress of(String name) throws UnknownHostException;
    }

    boolean is(Host host) {
        if (host.name().equalsIgnoreCase(THIS_MACHINE)) {
            return true;
        }
        try {
            return (!throughProxy || ADDRESS.matcher(host.name()).matches())
                    && lookup.of(host.name()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Whether it can be reached is found out next.
            return false;
        }
    }
}
