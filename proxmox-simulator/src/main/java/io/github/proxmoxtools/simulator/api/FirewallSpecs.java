package io.github.proxmoxtools.simulator.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small languages within a rule: addresses, ports, protocols. */
final class FirewallSpecs {
    private static final Set<String> WITH_PORTS = Set.of("tcp", "6", "udp", "17", "dccp", "33", "sctp", "132",
            "udplite", "136");
    private static final Set<String> ICMP = Set.of("icmp", "icmpv6", "ipv6-icmp");
    private static final Set<String> PROTOCOLS = Set.of("ip", "icmp", "igmp", "ggp", "ipencap", "st", "tcp", "egp",
            "igp", "pup", "udp", "hmp", "xns-idp", "rdp", "iso-tp4", "dccp", "xtp", "ddp", "idpr-cmtp", "ipv6",
            "ipv6-route", "ipv6-frag", "idrp", "rsvp", "gre", "esp", "ah", "skip", "ipv6-icmp", "icmpv6", "ipv6-nonxt",
            "ipv6-opts", "rspf", "vmtp", "eigrp", "ospf", "ax.25", "ipip", "etherip", "encap", "pim", "ipcomp", "vrrp",
            "l2tp", "isis", "sctp", "fc", "mobility-header", "udplite", "mpls-in-ip", "manet", "hip", "shim6", "wesp",
            "rohc", "ethernet");
    private static final Set<String> SERVICES = Set.of("ftp", "ssh", "telnet", "smtp", "whois", "domain", "bootps",
            "bootpc", "tftp", "gopher", "finger", "http", "kerberos", "pop3", "sunrpc", "nntp", "ntp", "imap2",
            "imap", "snmp", "snmp-trap", "bgp", "irc", "ldap", "https", "microsoft-ds", "submission", "submissions",
            "ldaps", "rsync", "imaps", "pop3s", "openvpn", "ms-sql-s", "nfs", "mysql", "svn", "postgresql", "amqp",
            "sip", "sips", "ms-wbt-server", "netbios-ns", "netbios-dgm", "netbios-ssn", "isakmp", "syslog", "git");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5}):(\\d{1,5})");
    private static final Pattern REFERENCE = Pattern.compile("\\+\\S+|(?:(?:dc|guest)/)?[a-zA-Z][a-zA-Z0-9_-]+");
    private static final int LAST_PORT = 65_535;
    private static final int LAST_PROTOCOL = 142;

    private FirewallSpecs() {}

    /** What is malformed, by property. */
    static Map<String, String> problems(Map<String, Object> rule) {
        Map<String, String> problems = new TreeMap<>();
        for (String side : List.of("source", "dest")) {
            text(rule, side).flatMap(FirewallSpecs::addressProblem).ifPresent(text -> problems.put(side, text));
        }
        for (String port : List.of("sport", "dport")) {
            boolean mayBeIcmp = port.equals("dport") && text(rule, "proto").filter(ICMP::contains).isPresent();
            text(rule, port).filter(value -> !mayBeIcmp).flatMap(FirewallSpecs::portProblem)
                    .ifPresent(text -> problems.put(port, text));
        }
        text(rule, "proto").filter(protocol -> !isProtocol(protocol))
                .ifPresent(protocol -> problems.put("proto", "unknown protocol '" + protocol + "'"));
        return problems;
    }

    static void requirePorts(Map<String, Object> rule) {
        for (String port : List.of("dport", "sport")) {
            if (rule.containsKey(port)) {
                String protocol = text(rule, "proto").orElseThrow(() -> ApiError.parameter("proto",
                        "missing property - '" + port + "' requires this property"));
                boolean isIcmpType = port.equals("dport") && ICMP.contains(protocol);
                if (!WITH_PORTS.contains(protocol) && !isIcmpType) {
                    throw ApiError.parameter(port, "protocol '" + protocol + "' does not support ports");
                }
            }
        }
        if (rule.containsKey("icmp-type")) {
            String protocol = text(rule, "proto").orElseThrow(() -> ApiError.parameter("proto",
                    "missing property - 'icmp-type' requires this property"));
            if (!ICMP.contains(protocol)) {
                throw ApiError.parameter("icmp-type",
                        "'icmp-type' cannot be specified for protocol '" + protocol + "'");
            }
        }
    }

    /** 4 or 6, of addresses that were found well formed. */
    static int addressVersion(String list) {
        return list.contains(":") ? 6 : 4;
    }

    private static Optional<String> addressProblem(String list) {
        if (REFERENCE.matcher(list).matches()) {
            return Optional.empty();
        }
        String[] elements = list.split(",", -1);
        if (list.endsWith(",")) {
            return Optional.of("extraneous commas in list");
        }
        int version = 0;
        for (String element : elements) {
            Optional<String> problem = elementProblem(element);
            if (problem.isPresent()) {
                return problem;
            }
            int other = addressVersion(element);
            if (version > 0 && version != other) {
                return Optional.of("detected mixed ipv4/ipv6 addresses in address list");
            }
            version = other;
        }
        return elements.length > 1 && list.contains("-")
                ? Optional.of("you can't use a range in a list")
                : Optional.empty();
    }

    private static Optional<String> elementProblem(String element) {
        for (String end : element.split("-", 2)) {
            try {
                IpNetwork.parse(end);
            } catch (IpNetwork.Invalid e) {
                String text = e.text().startsWith("value does not")
                        ? "Cannot determine IP version for " + end
                        : e.text();
                return Optional.of("invalid IP address: " + text);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> portProblem(String list) {
        if (list.endsWith(",")) {
            return Optional.of("extraneous commas in list");
        }
        for (String element : list.split(",", -1)) {
            Matcher range = RANGE.matcher(element);
            if (range.matches() && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
                return Optional.of("backwards range '" + element + "' not allowed, did you mean '" + range.group(2)
                        + ":" + range.group(1) + "'?");
            }
            for (String port : element.split(":", 2)) {
                if (!isPort(port)) {
                    return Optional.of("invalid port '" + port + "'");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPort(String port) {
        return port.matches("\\d{1,6}") ? Integer.parseInt(port) <= LAST_PORT : SERVICES.contains(port);
    }

    private static boolean isProtocol(String protocol) {
        return protocol.matches("\\d{1,3}")
                ? Integer.parseInt(protocol) <= LAST_PROTOCOL
                : PROTOCOLS.contains(protocol);
    }

    private static Optional<String> text(Map<String, Object> rule, String name) {
        return Optional.ofNullable(rule.get(name)).map(Object::toString);
    }
}
