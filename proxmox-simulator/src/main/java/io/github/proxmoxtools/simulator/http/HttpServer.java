package io.github.proxmoxtools.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Listens on one port of the loopback interface, with a virtual thread for each connection. */
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final Supplier<SSLContext> tls;
    private final HttpHandler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch accepted = new CountDownLatch(1);

    private HttpServer(ServerSocket listener, Supplier<SSLContext> tls, HttpHandler handler) {
        this.listener = listener;
        this.tls = tls;
        this.handler = handler;
    }

    /**
     * Starts listening.
     *
     * @param port the port, 0 for any free one
     * @param tls with which certificate, asked for each handshake
     * @param handler what answers
     * @return the running server
     * @throws UncheckedIOException when the port is taken
     */
    public static HttpServer start(int port, Supplier<SSLContext> tls, HttpHandler handler) {
        try {
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port), BACKLOG);
            var server = new HttpServer(listener, tls, handler);
            Thread.ofVirtual().name("simulator-" + listener.getLocalPort()).start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot listen on port " + port + ".", e);
        }
    }

    /**
     * Tells where the server listens.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    /** Ends all connections at once and stops listening: when it returns, the port is free. */
    @Override
    public void close() {
        closing.countDown();
        closeQuietly(listener);
        open.forEach(HttpServer::closeQuietly);
        awaitTheLastAccept();
    }

    /** A virtual thread in accept holds the socket until it has noticed that it was closed. */
    private void awaitTheLastAccept() {
        try {
            accepted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            acceptAll();
        } finally {
            accepted.countDown();
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("The simulator cannot accept connections.", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        var connection = new HttpConnection(socket, tls, handler, closing);
        Thread.ofVirtual().start(() -> {
            try {
                connection.run();
            } finally {
                open.remove(socket);
            }
        });
        if (closing.getCount() == 0) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // Closing is all that was wanted, and a socket that cannot be closed is gone already.
            return;
        }
    }
}
