package io.github.proxmoxtools.client;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param name a DNS name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Host(String name, int port) {
    /** The port of Proxmox VE's API. */
    public static final int DEFAULT_PORT = 8006;

    private static final Pattern FORM = Pattern
            .compile("(?:\\[(?<six>[^\\]]+)\\]|(?<name>[^:\\[\\]]+))(?::(?<port>\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?");

    /**
     * Refuses what cannot be a host.
     *
     * @throws IllegalArgumentException if the name is not one, or the port is out of range
     */
    public Host {
        if (!NAME.matcher(name).matches() && !IPV6.matcher(name).matches()) {
            throw new IllegalArgumentException("not a host name or address: '" + name + "'");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /**
     * Reads a host as people write it, port 8006 unless it says another.
     *
     * @param text a name, IPv4 or IPv6 address, with or without port, or a URL such as {@code https://pve1:8006/}
     * @return the host
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Host parse(String text) {
        return parse(text, DEFAULT_PORT);
    }

    /**
     * Reads a host as people write it.
     *
     * @param text a name, IPv4 or IPv6 address, with or without port, or a URL such as {@code https://pve1:8006/}
     * @param defaultPort the port where the text has none
     * @return the host
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Host parse(String text, int defaultPort) {
        String authority = authorityOf(text.strip());
        if (IPV6.matcher(authority).matches() && authority.indexOf(':') != authority.lastIndexOf(':')) {
            return new Host(authority, defaultPort);
        }
        Matcher form = FORM.matcher(authority);
        if (!form.matches() || (form.group("six") != null && !IPV6.matcher(form.group("six")).matches())) {
            throw new IllegalArgumentException("not a host (write pve1.example.com, 192.0.2.1, [2001:db8::1]:8006 or"
                    + " https://pve1.example.com:8006): '" + withoutUserInfo(text.strip()) + "'");
        }
        String six = form.group("six");
        String port = form.group("port");
        return new Host(six != null ? six : form.group("name"), port == null ? defaultPort : Integer.parseInt(port));
    }

    /** Gives {@code name:port}, with an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
    }

    private static String authorityOf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            throw new IllegalArgumentException("Proxmox VE speaks HTTPS: write https:// instead of http://");
        }
        if (!lower.startsWith("https://")) {
            return text;
        }
        String rest = text.substring("https://".length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    private static String withoutUserInfo(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : "***" + text.substring(at);
    }

    /** That of a record has machinery that is built at run time, and every program has a host before its first answer. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Host host && port == host.port && name.equals(host.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + port;
    }
}
