package io.github.proxmoxtools.client;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Puts TLS over sockets, with the trust that belongs to each server. */
final class TlsLayers implements TlsSocketStrategy {
    private final HostTrust trust;
    private final Map<Trust, TlsLayer> layers = new ConcurrentHashMap<>();

    TlsLayers(HostTrust trust) {
        this.trust = trust;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        return layers.computeIfAbsent(trust.of(new Host(host, port)), TlsLayer::new).upgrade(socket, host, port,
                attachment, context);
    }
}
