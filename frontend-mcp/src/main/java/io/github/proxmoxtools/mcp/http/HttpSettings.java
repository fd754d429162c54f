package io.github.proxmoxtools.mcp.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and whom it lets in.
 *
 * @param name the address as it was given, without brackets
 * @param address the address
 * @param port the port; 0 for any free one
 * @param token what every request must bring; null for nothing
 * @param certificate with what it proves who it is; null for plain HTTP
 * @param allowedHosts names under which it may be called, besides its own and those of the loopback
 * @param allowedOrigins web pages that may call it, such as {@code https://app.example.com}, besides its own
 */
public record HttpSettings(String name, InetAddress address, int port, @Nullable String token,
        @Nullable Certificate certificate, Set<String> allowedHosts, Set<String> allowedOrigins) {
    /** Copies the sets. */
    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * A certificate with its key, both in PEM.
     *
     * @param chain the file of the certificate and those that vouch for it
     * @param key the file of the private key
     */
    public record Certificate(Path chain, Path key) {}

    /**
     * Tells whether this program was put together with what HTTP needs.
     *
     * @return whether {@link HttpServer} can be used
     */
    public static boolean canBeServed() {
        try {
            Class.forName("org.apache.catalina.startup.Tomcat", false, HttpSettings.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Without the token, which must not end up in a log. */
    @Override
    public String toString() {
        return scheme() + "://" + authority(port);
    }

    String scheme() {
        return certificate == null ? "http" : "https";
    }

    String authority(int actualPort) {
        return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + actualPort;
    }
}
