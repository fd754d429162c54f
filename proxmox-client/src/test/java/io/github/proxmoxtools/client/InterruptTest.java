package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupt ends every phase of a call, in platform threads and in virtual ones, long before its time limits. */
@Timeout(60)
class InterruptTest {
    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CountDownLatch end = new CountDownLatch(1);
    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        end.countDown();
    }

    /** All limits are longer than the test may take. */
    private ProxmoxClient.Builder patient() {
        Duration hour = Duration.ofHours(1);
        return server.client().timeout(hour).outcomePatience(hour).retries(new Retries(9, hour, hour, hour.plus(hour)));
    }

    /** Calls in a thread, interrupts it when it is where it is wanted, and gives how the call ended. */
    private static RequestInterruptedException interrupted(boolean virtual, ProxmoxClient client, ApiRequest request,
            Ready ready) throws Exception {
        AtomicReference<Object> seen = new AtomicReference<>("nothing");
        Thread.Builder kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        Thread caller = kind.start(() -> {
            try {
                seen.set(client.send(request));
            } catch (ProxmoxException failure) {
                seen.set(Thread.currentThread().isInterrupted() ? failure : "the flag was lost");
            }
        });
        ready.await(caller);
        caller.interrupt();
        assertTrue(caller.join(SOON), () -> "still at it: " + List.of(caller.getStackTrace()));
        if (seen.get() instanceof RequestInterruptedException failure) {
            return failure;
        }
        throw new AssertionError("ended with " + seen.get(), seen.get() instanceof Throwable cause ? cause : null);
    }

    /** Waits until the caller is where it is wanted. */
    private interface Ready {
        void await(Thread caller) throws Exception;
    }

    private static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < limit, "waited in vain");
            Thread.onSpinWait();
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static boolean isIn(Thread thread, String method) {
        return Arrays.stream(thread.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method)
                && frame.getClassName().startsWith("sun.nio.ch"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connecting(boolean virtual) throws Exception {
        List<Socket> fill = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // A full queue of connections lets the kernel ignore further ones.
            for (int number = 0; number < 4; number++) {
                Socket socket = new Socket();
                fill.add(socket);
                Thread.ofVirtual().start(() -> connectQuietly(socket, full));
            }
            until(() -> fill.stream().filter(Socket::isConnected).count() >= 2);
            try (ProxmoxClient client = patient().host(new Host("127.0.0.1", full.getLocalPort())).build()) {
                RequestInterruptedException failure = interrupted(virtual, client, ApiRequest.post(VERSION),
                        caller -> until(() -> isIn(caller, "connect")));
                assertEquals(false, failure.requestMayHaveBeenTaken());
            }
        } finally {
            for (Socket socket : fill) {
                socket.close();
            }
        }
    }

    private static void connectQuietly(Socket socket, ServerSocket to) {
        try {
            socket.connect(to.getLocalSocketAddress());
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handshake(boolean virtual) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ProxmoxClient client = patient().host(new Host("127.0.0.1", silent.getLocalPort())).build()) {
            RequestInterruptedException failure = interrupted(virtual, client, ApiRequest.post(VERSION), caller -> {
                Socket accepted = silent.accept();
                assertTrue(accepted.getInputStream().read() >= 0);
            });
            assertEquals(false, failure.requestMayHaveBeenTaken());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sending(boolean virtual) throws Exception {
        ApiRequest large = ApiRequest.post(VERSION, Parameter.of("text", "x".repeat(60_000_000)));
        var sockets = TestCertificate.shared().context().getServerSocketFactory();
        try (SSLServerSocket lazy = (SSLServerSocket) sockets.createServerSocket(0, 5,
                InetAddress.getLoopbackAddress());
                ProxmoxClient client = patient().host(new Host("127.0.0.1", lazy.getLocalPort())).build()) {
            RequestInterruptedException failure = interrupted(virtual, client, large, caller -> {
                SSLSocket accepted = (SSLSocket) lazy.accept();
                assertTrue(accepted.getInputStream().read() >= 0);
                until(() -> isIn(caller, "write"));
            });
            assertEquals(true, failure.requestMayHaveBeenTaken());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitingForTheAnswer(boolean virtual) throws Exception {
        server.then((out, request) -> hang());
        try (ProxmoxClient client = patient().build()) {
            RequestInterruptedException failure = interrupted(virtual, client, ApiRequest.post(VERSION),
                    caller -> server.awaitRequest());
            assertEquals(true, failure.requestMayHaveBeenTaken());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readingTheAnswer(boolean virtual) throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        server.then((out, request) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":");
            began.countDown();
            return hang();
        });
        try (ProxmoxClient client = patient().build()) {
            interrupted(virtual, client, ApiRequest.get(VERSION), caller -> began.await());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pausingBeforeARepetition(boolean virtual) throws Exception {
        server.answers("503 Busy", "Connection: close\r\n", "{\"data\":null}");
        try (ProxmoxClient client = patient().build()) {
            interrupted(virtual, client, ApiRequest.get(VERSION), caller -> {
                server.awaitEndOfConnection();
                until(() -> waits(caller));
            });
        }
        assertEquals(1, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitingForAConnection(boolean virtual) throws Exception {
        server.then((out, request) -> hang());
        try (ProxmoxClient client = patient().maxConnectionsPerHost(1).build()) {
            Thread first = Thread.ofVirtual().start(() -> {
                try {
                    client.send(ApiRequest.get(VERSION));
                } catch (ProxmoxException closed) {
                    // The client is closed at the end.
                }
            });
            server.awaitRequest();
            RequestInterruptedException failure = interrupted(virtual, client, ApiRequest.post(VERSION),
                    caller -> until(() -> waits(caller)));
            assertEquals(false, failure.requestMayHaveBeenTaken());
            first.interrupt();
            assertTrue(first.join(SOON));
            server.answersJson("{\"data\":{}}");
            Thread next = Thread.ofVirtual().start(() -> client.send(ApiRequest.get(VERSION)));
            assertTrue(next.join(SOON), "the place in the line was kept for a call that had turned away");
        }
    }

    /** The connection that becomes free must not be given to a caller who has left. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitingForAConnectionTakesNoneAway(boolean virtual) throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        server.then((out, request) -> {
            answer.await();
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 11\r\n\r\n"
                    + "{\"data\":1} ");
            return true;
        }).answersJson("{\"data\":2}");
        try (ProxmoxClient client = patient().maxConnectionsPerHost(1).build()) {
            Thread first = Thread.ofVirtual().start(() -> client.send(ApiRequest.get(VERSION)));
            server.awaitRequest();
            interrupted(virtual, client, ApiRequest.get(VERSION), caller -> until(() -> waits(caller)));
            answer.countDown();
            assertTrue(first.join(SOON));
            Thread next = Thread.ofVirtual().start(() -> client.send(ApiRequest.get(VERSION)));
            assertTrue(next.join(SOON), "nobody has the only connection, and nobody gets it");
        }
        assertEquals(2, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitingForTheLoginOfAnotherCall(boolean virtual) throws Exception {
        server.then((out, request) -> hang());
        try (ProxmoxClient client = patient().credentials(new Credentials.Password("a@pve", "p")).build()) {
            Thread first = Thread.ofVirtual().start(() -> {
                try {
                    client.send(ApiRequest.get(VERSION));
                } catch (ProxmoxException closed) {
                    // It is interrupted at the end.
                }
            });
            server.awaitRequest();
            interrupted(virtual, client, ApiRequest.get(VERSION), caller -> until(() -> waits(caller)));
            first.interrupt();
            assertTrue(first.join(SOON));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lookingForATask(boolean virtual) throws Exception {
        server.then((out, request) -> false).answersJson("{\"data\":{\"time\":1800000000}}")
                .answersJson("{\"data\":[]}");
        for (int look = 0; look < 100; look++) {
            server.answersJson("{\"data\":[]}");
        }
        ApiRequest start = ApiRequest.post(ApiPath.parse("/nodes/pve1/qemu/100/status/start"));
        try (ProxmoxClient client = patient().build()) {
            RequestInterruptedException failure = interrupted(virtual, client, start, caller -> {
                until(() -> server.requests().size() >= 3);
            });
            assertEquals(true, failure.requestMayHaveBeenTaken());
        }
        assertEquals(1, server.requests().stream().filter(sent -> sent.line().startsWith("POST")).count());
    }

    private boolean hang() throws InterruptedException {
        end.await();
        return false;
    }
}
