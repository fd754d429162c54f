package io.github.proxmoxtools.simulator;

import io.github.proxmoxtools.simulator.http.HttpHandler;
import io.github.proxmoxtools.simulator.http.HttpServer;
import io.github.proxmoxtools.simulator.tls.NodeCertificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** The nodes' listeners: each can be closed and opened again on the same port. */
final class NodePorts implements AutoCloseable {
    private static final class Port {
        private final HttpHandler handler;
        private final NodeCertificate certificate;
        private final SSLContext tls;
        private final AtomicInteger wrongHandshakes = new AtomicInteger();
        private final int number;
        private HttpServer server;

        private Port(int number, NodeCertificate certificate, HttpHandler handler) {
            this.handler = handler;
            this.certificate = certificate;
            this.tls = certificate.serverContext();
            this.server = HttpServer.start(number, this::tls, handler);
            this.number = server.port();
        }

        private SSLContext tls() {
            int left = wrongHandshakes.getAndUpdate(count -> Math.max(0, count - 1));
            return left > 0 ? NodeCertificate.selfSigned("somebody-else").serverContext() : tls;
        }
    }

    private final Map<String, Port> ports = new LinkedHashMap<>();

    synchronized void open(String node, int port, NodeCertificate certificate, HttpHandler handler) {
        ports.put(node, new Port(port, certificate, handler));
    }

    synchronized List<String> nodes() {
        return List.copyOf(ports.keySet());
    }

    synchronized int number(String node) {
        return port(node).number;
    }

    synchronized List<Integer> numbers() {
        return ports.values().stream().map(port -> port.number).toList();
    }

    synchronized NodeCertificate certificate(String node) {
        return port(node).certificate;
    }

    synchronized List<NodeCertificate> certificates() {
        return ports.values().stream().map(port -> port.certificate).toList();
    }

    /** From now on connections to the node are refused. */
    synchronized void shut(String node) {
        port(node).server.close();
    }

    synchronized void reopen(String node) {
        Port port = port(node);
        port.server.close();
        port.server = HttpServer.start(port.number, port::tls, port.handler);
    }

    /** Lets a node show another certificate in its next handshakes. */
    synchronized void confuse(String node, int handshakes) {
        port(node).wrongHandshakes.set(handshakes);
    }

    synchronized void confuseNobody() {
        ports.values().forEach(port -> port.wrongHandshakes.set(0));
    }

    @Override
    public synchronized void close() {
        ports.values().forEach(port -> port.server.close());
    }

    private Port port(String node) {
        Port port = ports.get(node);
        if (port == null) {
            throw new IllegalArgumentException("The simulator has no node " + node + ".");
        }
        return port;
    }
}
