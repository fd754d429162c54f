package io.github.proxmoxtools.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges who calls.
 *
 * <p>A web page that somebody has open can make their browser call servers on their own machine. The browser then sends
 * the page's name as the origin, or, if the page's name was made to lead here, that name as the host.
 */
final class Visitors {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final String SCHEME = "Bearer ";

    private final Set<String> hosts = new TreeSet<>(LOOPBACK);
    private final Set<String> origins = new TreeSet<>();
    private final boolean anyAddress;
    private final byte @Nullable [] token;

    Visitors(HttpSettings settings) {
        hosts.add(lower(settings.name()));
        settings.allowedHosts().forEach(host -> hosts.add(lower(host)));
        settings.allowedOrigins().forEach(origin -> origins.add(lower(origin)));
        anyAddress = settings.address().isAnyLocalAddress();
        String secret = settings.token();
        token = secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
    }

    void refuseForeigners(HttpServletRequest request) throws HttpProblem {
        String host = request.getHeader("Host");
        if (host == null || !knows(hostOf(host), request)) {
            throw new HttpProblem(HttpStatus.FORBIDDEN,
                    "Forbidden: this server is not called by the host in the Host header. "
                            + "Whoever runs it can allow a name with --allow-host.");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isAllowed(origin) && !isNear(origin, host, request)) {
            throw new HttpProblem(HttpStatus.FORBIDDEN,
                    "Forbidden: web pages of the origin in the Origin header may not call this server. "
                            + "Whoever runs it can allow them with --allow-origin.");
        }
    }

    /** A name cannot be made to look like the address that the connection has really reached. */
    private boolean knows(String host, HttpServletRequest request) {
        return hosts.contains(host) || (anyAddress && host.equals(request.getLocalAddr()));
    }

    /** The origins for which browsers are told that they may read the answers. */
    boolean isAllowed(@Nullable String origin) {
        return origin != null && origins.contains(lower(origin));
    }

    private static boolean isNear(String origin, String host, HttpServletRequest request) {
        try {
            URI uri = new URI(lower(origin));
            return uri.getHost() != null
                    && (LOOPBACK.contains(uri.getHost()) || lower(origin).equals(request.getScheme() + "://"
                            + lower(host)));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The host without its port. */
    private static String hostOf(String header) {
        int bracket = header.lastIndexOf(']');
        int colon = header.lastIndexOf(':');
        String host = colon > bracket ? header.substring(0, colon) : header;
        return lower(host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
    }

    void refuseStrangers(HttpServletRequest request) throws HttpProblem {
        if (token != null && !brings(request.getHeader("Authorization"), token)) {
            throw new HttpProblem(HttpStatus.UNAUTHORIZED,
                    "Unauthorized: send the header 'Authorization: Bearer TOKEN' with the token of this server.");
        }
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private static boolean brings(@Nullable String header, byte[] token) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && MessageDigest.isEqual(
                header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8), token);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
