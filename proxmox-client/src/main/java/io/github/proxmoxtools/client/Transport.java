package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Has one request answered over a pooled connection, and nothing more: no redirects, no cookies, no retries. */
final class Transport implements AutoCloseable {
    private static final LastConnectionHeader REUSE = new LastConnectionHeader();
    private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);
    private static final byte[] NOTHING = new byte[0];
    /** Up to here memory is taken before a byte has come. */
    private static final long TRUSTED_LENGTH = 16 << 20;

    private final ClientOptions options;
    private final TransportFailures failures;
    private final PoolingHttpClientConnectionManager pool;
    private volatile @Nullable Dated lastAnswer;

    /** What time the server said it was, and when that came. */
    private record Dated(String header, Instant received) {}

    /** Which connection a request may go over. */
    private enum Connection {
        ANY,
        CHECKED,
        FRESH
    }

    /** A reading request found its pooled connection dead before the first byte of an answer. */
    private static final class DeadConnection extends Exception {
        private static final long serialVersionUID = 1L;

        DeadConnection(IOException cause) {
            super(cause);
        }
    }

    Transport(ClientOptions options, HostTrust trust) {
        this.options = options;
        this.failures = new TransportFailures(trust, options.proxy());
        this.pool = Connections.pool(options, trust);
    }

    /**
     * Sends a request and reads its whole answer.
     *
     * <p>A connection may have died while it was idle: a request that reads is then sent again once, over a fresh
     * connection, and one that writes goes over a connection that was just checked.
     */
    RawAnswer exchange(Host host, WireRequest request, Deadline deadline) {
        options.seal().refuse(request.method(), request.path());
        try {
            return exchange(host, request, request.writes() ? Connection.CHECKED : Connection.ANY, deadline);
        } catch (DeadConnection dead) {
            try {
                return exchange(host, request, Connection.FRESH, deadline);
            } catch (DeadConnection impossible) {
                throw new ConnectionLostException(host + " closed the connection", true, impossible);
            }
        }
    }

    /** How far the server's clock is ahead of ours, to the second, as its last answer said. */
    Optional<Duration> clockAhead() {
        Dated last = lastAnswer;
        if (last == null) {
            return Optional.empty();
        }
        try {
            Instant said = DateTimeFormatter.RFC_1123_DATE_TIME.parse(last.header(), Instant::from);
            return Optional.of(Duration.between(last.received().truncatedTo(ChronoUnit.SECONDS), said));
        } catch (DateTimeException unusual) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        pool.close(CloseMode.GRACEFUL);
    }

    private RawAnswer exchange(Host host, WireRequest request, Connection wanted, Deadline deadline)
            throws DeadConnection {
        ConnectionEndpoint endpoint = lease(host, request);
        boolean complete = false;
        boolean keep = false;
        Deadline.Watch watch = deadline.watch(() -> endpoint.close(CloseMode.IMMEDIATE));
        try {
            boolean reused = isReusable(endpoint, wanted);
            HttpContext context = HttpCoreContext.create();
            if (!reused) {
                connect(host, endpoint, context);
            }
            ClassicHttpRequest http = http(host, request);
            Attempt attempt = attempt(request, http, reused && wanted == Connection.CHECKED);
            // The response is not closed: that would first read the rest of a body that may have no end.
            ClassicHttpResponse response = execute(host, request, endpoint, http, attempt, context, reused);
            lastAnswer = new Dated(header(response, "Date"), options.clock().instant());
            RawAnswer answer = new RawAnswer(response.getCode(), reason(response), header(response, "Content-Type"),
                    body(host, request, response));
            complete = true;
            keep = attempt.leftWhole() && REUSE.keepAlive(http, response, context);
            return answer;
        } finally {
            watch.close();
            if (!complete) {
                endpoint.close(CloseMode.IMMEDIATE);
            }
            pool.release(endpoint, null, keep ? TimeValue.of(options.idleLimit()) : null);
        }
    }

    private static boolean isReusable(ConnectionEndpoint endpoint, Connection wanted) {
        if (endpoint.isConnected() && wanted == Connection.FRESH) {
            endpoint.close(CloseMode.IMMEDIATE);
        }
        return endpoint.isConnected();
    }

    private ConnectionEndpoint lease(Host host, WireRequest request) {
        LeaseRequest place = pool.lease(request.toString(), route(host), null);
        try {
            return place.get(Timeout.of(silence(request)));
        } catch (InterruptedException interrupted) {
            giveBack(place);
            Thread.currentThread().interrupt();
            throw new RequestInterruptedException(request + " was interrupted", false, interrupted);
        } catch (TimeoutException busy) {
            giveBack(place);
            throw new AnswerTimeoutException(request + ": all " + options.maxConnectionsPerHost() + " connections to "
                    + host + " were busy for " + silence(request).toMillis() + " ms", false, busy);
        } catch (ExecutionException impossible) {
            throw new ConnectionLostException(request + ": " + impossible.getMessage(), false, impossible);
        }
    }

    /** Whoever ceases to wait may have been given a connection in the same moment: nobody else would ever have it. */
    private void giveBack(LeaseRequest place) {
        if (place.cancel()) {
            return;
        }
        try {
            pool.release(place.get(AT_ONCE), null, null);
        } catch (CancellationException | InterruptedException | ExecutionException | TimeoutException none) {
            // It was given none.
        }
    }

    private HttpRoute route(Host host) {
        HttpHost target = new HttpHost("https", host.name(), host.port());
        Host proxy = options.proxy();
        return proxy == null
                ? new HttpRoute(target, null, true)
                : new HttpRoute(target, null, new HttpHost("http", proxy.name(), proxy.port()), true);
    }

    private void connect(Host host, ConnectionEndpoint endpoint, HttpContext context) {
        try {
            try {
                open(host, endpoint, context);
            } catch (TlsLayer.TooNarrow refused) {
                endpoint.close(CloseMode.IMMEDIATE);
                open(host, endpoint, context);
            }
        } catch (IOException | HttpException failure) {
            endpoint.close(CloseMode.IMMEDIATE);
            throw failures.whileConnecting(host, failure);
        }
    }

    private void open(Host host, ConnectionEndpoint endpoint, HttpContext context) throws IOException, HttpException {
        pool.connect(endpoint, null, context);
        if (options.proxy() != null) {
            endpoint.setSocketTimeout(Timeout.of(options.timeout()));
            openTunnel(host, endpoint, context);
            pool.upgrade(endpoint, context);
        }
    }

    private static void openTunnel(Host host, ConnectionEndpoint endpoint, HttpContext context)
            throws IOException, HttpException {
        ClassicHttpRequest request = new BasicClassicHttpRequest("CONNECT", host.toString());
        request.setHeader("Host", host.toString());
        ClassicHttpResponse response = endpoint.execute("CONNECT", request, new Attempt(false, null, Duration.ZERO),
                context);
        if (response.getCode() != 200) {
            throw new TransportFailures.ProxyRefusal(response.getCode() + " " + reason(response));
        }
    }

    private ClassicHttpResponse execute(Host host, WireRequest request, ConnectionEndpoint endpoint,
            ClassicHttpRequest http, Attempt attempt, HttpContext context, boolean reused) throws DeadConnection {
        try {
            endpoint.setSocketTimeout(Timeout.of(silence(request)));
            return endpoint.execute(request.toString(), http, attempt, context);
        } catch (Attempt.StaleConnection stale) {
            endpoint.close(CloseMode.IMMEDIATE);
            connect(host, endpoint, context);
            return execute(host, request, endpoint, http, attempt(request, http, false), context, false);
        } catch (IOException failure) {
            if (reused && !request.writes() && !attempt.answerBegan() && failures.isDisconnection(failure)) {
                throw new DeadConnection(failure);
            }
            throw failures.whileExchanging(host, request, attempt, failure);
        } catch (HttpException notHttp) {
            throw failures.whileExchanging(host, request, attempt, notHttp);
        }
    }

    private ClassicHttpRequest http(Host host, WireRequest request) {
        BasicClassicHttpRequest http = new BasicClassicHttpRequest(request.method().name(), request.target());
        http.setHeader("Host", host.toString());
        http.setHeader("User-Agent", options.userAgent());
        http.setHeader("Accept", "application/json");
        request.headers().forEach(http::setHeader);
        switch (request.body()) {
            case WireRequest.Body.None() -> {
            }
            case WireRequest.Body.Form(var fields) ->
                http.setEntity(new ByteArrayEntity(fields.getBytes(StandardCharsets.US_ASCII), null));
            case WireRequest.Body.Streamed(var content) -> http.setEntity(new StreamedEntity(content));
        }
        return http;
    }

    private Attempt attempt(WireRequest request, ClassicHttpRequest http, boolean checked) {
        StreamedEntity entity = http.getEntity() instanceof StreamedEntity streamed ? streamed : null;
        return new Attempt(checked, entity, silence(request));
    }

    private byte[] body(Host host, WireRequest request, ClassicHttpResponse response) {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return NOTHING;
        }
        try {
            refuseEncoding(request, response);
            BodyReceiver receiver = request.receiver();
            if (receiver != null && isFile(response)) {
                receiver.receive(entity.getContent(), entity.getContentLength());
                return NOTHING;
            }
            return readLimited(request, response.getCode(), entity);
        } catch (IOException failure) {
            throw failures.whileReading(host, request, failure);
        }
    }

    /** Nothing compressed was asked for: see docs/decisions. */
    private static void refuseEncoding(WireRequest request, ClassicHttpResponse response) {
        String encoding = header(response, "Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new MalformedAnswerException(response.getCode(), request + ": the answer is encoded as '"
                    + ErrorText.excerpt(encoding.getBytes(StandardCharsets.UTF_8)) + "', which nobody asked for", null);
        }
    }

    /** What a proxy in between says about itself is no file, whatever its status. */
    private static boolean isFile(ClassicHttpResponse response) {
        return response.getCode() < 300 && !header(response, "Content-Type").startsWith("text/html");
    }

    /** Reads a body that must not be larger than agreed; the caller closes the connection when it is. */
    private byte[] readLimited(WireRequest request, int status, HttpEntity entity) throws IOException {
        long announced = entity.getContentLength();
        if (announced > options.maxBodyBytes()) {
            throw tooLarge(request, status);
        }
        InputStream content = entity.getContent();
        if (announced >= 0 && announced <= TRUSTED_LENGTH) {
            byte[] exact = new byte[(int) announced];
            content.readNBytes(exact, 0, exact.length);
            return exact;
        }
        byte[] body = content.readNBytes((int) Math.min(options.maxBodyBytes() + 1, Integer.MAX_VALUE - 8));
        if (body.length > options.maxBodyBytes()) {
            throw tooLarge(request, status);
        }
        return body;
    }

    private MalformedAnswerException tooLarge(WireRequest request, int status) {
        return new MalformedAnswerException(status,
                request + ": the answer is larger than " + options.maxBodyBytes() + " bytes", null);
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getLastHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue();
    }

    private Duration silence(WireRequest request) {
        return request.ownSilence().orElse(options.timeout());
    }

    private static String reason(ClassicHttpResponse response) {
        @Nullable
        String reason = response.getReasonPhrase();
        return reason == null ? "" : reason;
    }
}
