package io.github.proxmoxtools.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server that says exactly the bytes it was told to, one script step per request. */
final class ScriptedServer implements AutoCloseable {
    /** What to do with a request. */
    interface Step {
        /** Answers, and says whether the connection stays open. */
        boolean play(OutputStream out, Request request) throws IOException, InterruptedException;
    }

    /** What to do with a body that comes. */
    private interface Bodies {
        String take(InputStream in, OutputStream out, long length) throws IOException, InterruptedException;
    }

    record Request(String head, String body, int connection) {
        String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    private static final Host ANYWHERE = new Host("127.0.0.1", 65535);

    private final TestCertificate certificate;
    private final SSLServerSocket listener;
    private final Thread acceptor;
    private final BlockingQueue<Step> script = new LinkedBlockingQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Request> arrivals = new LinkedBlockingQueue<>();
    private final List<SSLSocket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch heads = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicLong swallowed = new AtomicLong();
    private volatile Bodies bodies = ScriptedServer::keep;

    private ScriptedServer(TestCertificate certificate, UnaryOperator<SSLParameters> tls, Host at) {
        this.certificate = certificate;
        try {
            this.listener = (SSLServerSocket) certificate.context().getServerSocketFactory().createServerSocket(
                    at.equals(ANYWHERE) ? 0 : at.port(), 50, InetAddress.getByName(at.name()));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        listener.setSSLParameters(tls.apply(listener.getSSLParameters()));
        this.acceptor = Thread.ofVirtual().start(this::accept);
    }

    static ScriptedServer start() {
        return start(TestCertificate.shared());
    }

    static ScriptedServer start(TestCertificate certificate) {
        return start(certificate, UnaryOperator.identity());
    }

    /** Starts a server that speaks TLS in its own way. */
    static ScriptedServer start(TestCertificate certificate, UnaryOperator<SSLParameters> tls) {
        return new ScriptedServer(certificate, tls, ANYWHERE);
    }

    /** Starts a server at an address of this machine. */
    static ScriptedServer start(TestCertificate certificate, Host at) {
        return new ScriptedServer(certificate, UnaryOperator.identity(), at);
    }

    Host host() {
        return new Host(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    ProxmoxClient.Builder client() {
        return ProxmoxClient.builder().host(host()).timeout(Duration.ofSeconds(10)).retries(Retries.none())
                .outcomePatience(Duration.ZERO)
                .credentials(new Credentials.ApiToken("ci@pve!test", "s3cr3t"))
                .trust(Trust.Fingerprints.of(certificate.fingerprint()));
    }

    ScriptedServer then(Step step) {
        script.add(step);
        return this;
    }

    /** Answers with these headers and this body, and keeps the connection open. */
    ScriptedServer answers(String statusLine, String headers, String body) {
        return then((out, request) -> {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String length = headers.contains("Content-Length") ? "" : "Content-Length: " + content.length + "\r\n";
            write(out, "HTTP/1.1 " + statusLine + "\r\n" + headers + length + "\r\n");
            out.write(content);
            out.flush();
            return true;
        });
    }

    ScriptedServer answersJson(String body) {
        return answers("200 OK", "Connection: Keep-Alive\r\nContent-Type: application/json;charset=UTF-8\r\n", body);
    }

    /** Says exactly this, and closes the connection. */
    ScriptedServer saysAndCloses(String bytes) {
        return then((out, request) -> {
            write(out, bytes);
            return false;
        });
    }

    /** Throws bodies away as they come, instead of keeping them. */
    ScriptedServer swallows() {
        bodies = this::swallow;
        return this;
    }

    /** Reads a little of a body, says this, and closes the connection although more comes. */
    ScriptedServer refusesEarly(String bytes) {
        bodies = (in, out, length) -> {
            in.readNBytes(100_000);
            write(out, bytes);
            throw new IOException("refused");
        };
        return this;
    }

    /** Reads nothing of a body, and holds the connection. */
    ScriptedServer takesNothing() {
        bodies = (in, out, length) -> {
            heads.countDown();
            released.await();
            throw new IOException("released");
        };
        return this;
    }

    /** Waits until a server that takes nothing has the head of a request. */
    void awaitHead() throws InterruptedException {
        if (!heads.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no request came");
        }
    }

    /** Gives how many bytes of bodies were thrown away. */
    long swallowed() {
        return swallowed.get();
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    Request awaitRequest() throws InterruptedException {
        Request request = arrivals.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    /** Waits until a connection has ended, whoever closed it. */
    void awaitEndOfConnection() throws InterruptedException {
        if (ended.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("no connection ended");
        }
    }

    @Override
    public void close() throws IOException {
        released.countDown();
        listener.close();
        // A connection may be accepted while the listener is closing: nobody may be served after that.
        awaitEnd(acceptor);
        for (SSLSocket socket : sockets) {
            socket.close();
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static Path javaTool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) listener.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket, int number) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            boolean open = true;
            while (open) {
                Request request = read(in, out, number);
                if (request == null) {
                    return;
                }
                requests.add(request);
                arrivals.add(request);
                open = script.take().play(out, request);
            }
        } catch (IOException | UncheckedIOException closed) {
            // The client ended the connection, which many tests are about.
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        } finally {
            ended.add(number);
        }
    }

    private Request read(InputStream in, OutputStream out, int number) throws IOException, InterruptedException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return null;
            }
            head.write(octet);
        }
        Request bare = new Request(head.toString(StandardCharsets.UTF_8), "", number);
        String length = bare.header("Content-Length");
        String body = bodies.take(in, out, length.isEmpty() ? 0 : Long.parseLong(length));
        return new Request(bare.head(), body, number);
    }

    private static String keep(InputStream in, OutputStream out, long length) throws IOException {
        return new String(in.readNBytes(Math.toIntExact(length)), StandardCharsets.UTF_8);
    }

    private String swallow(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException();
            }
            left -= count;
            swallowed.addAndGet(count);
        }
        return "";
    }
}
