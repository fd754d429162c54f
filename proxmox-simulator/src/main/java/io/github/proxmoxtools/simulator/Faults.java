package io.github.proxmoxtools.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is to go wrong, and when. */
public final class Faults {
    private static final String API = "/api2/(json|extjs)";

    private static final class Rule {
        private final String method;
        private final Pattern path;
        private final int first;
        private final int last;
        private final Fault fault;
        private int seen;

        private Rule(String method, Pattern path, int first, int last, Fault fault) {
            this.method = method;
            this.path = path;
            this.first = first;
            this.last = last;
            this.fault = fault;
        }

        private boolean strikes(String requestMethod, String requestPath) {
            if ((!method.equals("*") && !method.equals(requestMethod)) || !path.matcher(requestPath).matches()) {
                return false;
            }
            seen++;
            return seen >= first && seen <= last;
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final NodePorts ports;

    Faults(NodePorts ports) {
        this.ports = ports;
    }

    /**
     * Lets one request fail: the nth that matches, counted from now.
     *
     * @param method the method, or {@code *} for any
     * @param path the path below {@code /api2/json}, where {@code *} stands for one segment and {@code **} for any number
     * @param nth which of the matching requests, the first is 1
     * @param fault what happens to it
     * @return this, for more
     */
    public Faults on(String method, String path, int nth, Fault fault) {
        return add(method, path, nth, nth, fault);
    }

    /**
     * Lets every matching request fail from now on.
     *
     * @param method the method, or {@code *} for any
     * @param path the path below {@code /api2/json}, where {@code *} stands for one segment and {@code **} for any number
     * @param fault what happens to it
     * @return this, for more
     */
    public Faults always(String method, String path, Fault fault) {
        return add(method, path, 1, Integer.MAX_VALUE, fault);
    }

    /**
     * Lets a node show another certificate in its next TLS handshakes, as somebody in between would.
     *
     * @param node its name
     * @param handshakes in how many
     * @return this, for more
     */
    public Faults wrongCertificate(String node, int handshakes) {
        ports.confuse(node, handshakes);
        return this;
    }

    /**
     * Lets a node show another certificate in every TLS handshake from now on, a new one each time.
     *
     * @param node its name
     * @return this, for more
     */
    public Faults wrongCertificate(String node) {
        return wrongCertificate(node, Integer.MAX_VALUE);
    }

    /** Lets nothing fail any more. */
    public synchronized void clear() {
        rules.clear();
        ports.confuseNobody();
    }

    /** The fault that strikes a request; every rule that matches counts it. */
    synchronized Optional<Fault> next(String method, String rawPath) {
        Optional<Fault> found = Optional.empty();
        for (Rule rule : rules) {
            if (rule.strikes(method, rawPath) && found.isEmpty()) {
                found = Optional.of(rule.fault);
            }
        }
        return found;
    }

    private synchronized Faults add(String method, String path, int first, int last, Fault fault) {
        rules.add(new Rule(method, pattern(path), first, last, fault));
        return this;
    }

    private static Pattern pattern(String path) {
        StringBuilder expression = new StringBuilder(API);
        for (String segment : path.split("/")) {
            if (segment.equals("**")) {
                expression.append("(/.*)?");
            } else if (!segment.isEmpty()) {
                expression.append('/').append(segment.equals("*") ? "[^/]+" : Pattern.quote(segment));
            }
        }
        return Pattern.compile(expression.toString());
    }
}
