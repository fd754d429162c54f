package io.github.proxmoxtools.simulator.http;

import io.github.proxmoxtools.simulator.http.HttpResponse.Delivery;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** One client's connection, from its first byte to its end. */
final class HttpConnection implements Runnable {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int MAX_REQUESTS = 100;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration SILENCE_WITHIN_A_REQUEST = Duration.ofSeconds(30);
    /** A client that is refused may still be sending; cutting it off at once would lose the answer. */
    private static final Duration FAREWELL = Duration.ofMillis(200);
    private static final int FAREWELL_BYTES = 1 << 20;

    private final Socket socket;
    private final Supplier<SSLContext> tls;
    private final HttpHandler handler;
    private final CountDownLatch serverCloses;

    HttpConnection(Socket socket, Supplier<SSLContext> tls, HttpHandler handler, CountDownLatch serverCloses) {
        this.socket = socket;
        this.tls = tls;
        this.handler = handler;
        this.serverCloses = serverCloses;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) IDLE.toMillis());
            int first = socket.getInputStream().read();
            if (first == TLS_HANDSHAKE) {
                serveOverTls(first);
            } else if (first >= 0) {
                redirect(first);
            }
        } catch (SocketException | InterruptedIOException | EOFException | SSLException e) {
            // The client went away, stayed silent, or refused the certificate: its own affair.
            return;
        } catch (IOException e) {
            throw new IllegalStateException("A connection of the simulator broke.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveOverTls(int first) throws IOException, InterruptedException {
        var consumed = new ByteArrayInputStream(new byte[]{(byte) first});
        try (Socket secured = tls.get().getSocketFactory().createSocket(socket, consumed, true)) {
            serve(secured, secured.getInputStream(), handler);
        }
    }

    /** Whoever speaks without TLS is told where to go, and sent away. */
    private void redirect(int first) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(rejoined(first, socket.getInputStream()));
        var writer = new ResponseWriter(new BufferedOutputStream(socket.getOutputStream()));
        serveOne(new RequestReader(in), writer, new PlainHttpRedirect(), 1);
    }

    private void serve(Socket channel, InputStream in, HttpHandler target) throws IOException, InterruptedException {
        var reader = new RequestReader(new BufferedInputStream(in));
        var writer = new ResponseWriter(new BufferedOutputStream(channel.getOutputStream()));
        for (int served = 1; served <= MAX_REQUESTS; served++) {
            if (!serveOne(reader, writer, target, served)) {
                return;
            }
        }
    }

    private boolean serveOne(RequestReader reader, ResponseWriter writer, HttpHandler target, int served)
            throws IOException, InterruptedException {
        socket.setSoTimeout((int) IDLE.toMillis());
        try {
            Optional<HttpRequest> head = reader.readHead();
            if (head.isEmpty()) {
                return false;
            }
            socket.setSoTimeout((int) SILENCE_WITHIN_A_REQUEST.toMillis());
            return answer(head.get(), reader, writer, target, served);
        } catch (BadRequest e) {
            if (e.isAnswered()) {
                writer.write(e.response(), false, true, false);
            }
            return false;
        }
    }

    private boolean answer(HttpRequest head, RequestReader reader, ResponseWriter writer, HttpHandler target,
            int served) throws IOException, InterruptedException {
        Optional<HttpResponse> refusal = target.screen(head);
        HttpResponse response = refusal.isPresent() ? refusal.get() : taken(head, reader, target);
        boolean keepAlive = served < MAX_REQUESTS && !response.closes() && staysOpen(head);
        boolean delivered = deliver(response, writer, head, keepAlive);
        if (delivered && !keepAlive && head.contentLength() > 0) {
            readWhatIsStillComing();
        }
        return delivered && keepAlive;
    }

    private static HttpResponse taken(HttpRequest head, RequestReader reader, HttpHandler target)
            throws IOException {
        return target.streams(head)
                ? target.receive(head, reader.body(head.contentLength()))
                : target.handle(head.withBody(reader.readBody((int) head.contentLength())));
    }

    private boolean deliver(HttpResponse response, ResponseWriter writer, HttpRequest head, boolean keepAlive)
            throws IOException, InterruptedException {
        boolean waits = response.after().isPositive() && response.delivery() != Delivery.DRIPPING;
        if (waits && serverCloses.await(response.after().toNanos(),
                TimeUnit.NANOSECONDS)) {
            return false;
        }
        if (response.delivery() == Delivery.NEVER) {
            serverCloses.await();
            return false;
        }
        if (response.delivery() == Delivery.DROPPED) {
            return false;
        }
        if (response.delivery() == Delivery.RESET) {
            socket.setSoLinger(true, 0);
            socket.close();
            return false;
        }
        boolean mayCompress = head.header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip");
        writer.write(response, keepAlive, head.isOldProtocol(), mayCompress);
        return response.delivery() != Delivery.TRUNCATED;
    }

    private void readWhatIsStillComing() throws IOException {
        socket.setSoTimeout((int) FAREWELL.toMillis());
        try {
            socket.getInputStream().readNBytes(FAREWELL_BYTES);
        } catch (SocketTimeoutException e) {
            // The client has stopped sending, which is what this waits for.
            return;
        }
    }

    private static boolean staysOpen(HttpRequest head) {
        String wish = head.header("Connection").orElse("");
        return !head.isOldProtocol() && !wish.equalsIgnoreCase("close");
    }

    private static InputStream rejoined(int first, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(new byte[]{(byte) first}), rest);
    }
}
