package io.github.proxmoxtools.simulator.http;

import io.github.proxmoxtools.simulator.http.HttpResponse.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Writes answers with the headers, and in the order, of the real server. */
final class ResponseWriter {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    /** Perl's header library sorts by kind; what it does not know comes last. */
    private static final Set<String> BEFORE_SERVER = Set.of("Location");
    private static final int WORTH_COMPRESSING = 1024;
    private static final int DROP_BYTES = 7;

    private final OutputStream out;

    ResponseWriter(OutputStream out) {
        this.out = out;
    }

    void write(HttpResponse response, boolean keepAlive, boolean oldProtocol, boolean mayCompress)
            throws IOException {
        byte[] content = response.bytes();
        boolean compress = mayCompress && content.length > WORTH_COMPRESSING && response.contentType() != null;
        byte[] sent = compress ? compressed(content) : content;
        var head = new StringBuilder(512);
        head.append(oldProtocol ? "HTTP/1.0 " : "HTTP/1.1 ").append(response.status()).append(' ')
                .append(response.reason()).append("\r\n");
        appendGeneral(head, response, keepAlive);
        appendEntity(head, response, compress, sent.length);
        head.append("\r\n");
        var whole = new ByteArrayOutputStream(head.length() + sent.length);
        whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        whole.write(sent, 0, response.delivery() == Delivery.TRUNCATED ? sent.length / 2 : sent.length);
        if (response.delivery() == Delivery.DRIPPING) {
            drip(whole.toByteArray(), response.after());
        } else {
            whole.writeTo(out);
            out.flush();
        }
    }

    private void drip(byte[] whole, Duration between) throws IOException {
        for (int at = 0; at < whole.length; at += DROP_BYTES) {
            out.write(whole, at, Math.min(DROP_BYTES, whole.length - at));
            out.flush();
            pause(between);
        }
    }

    private static void pause(Duration between) throws IOException {
        try {
            Thread.sleep(between);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The simulator was stopped while it was answering.");
        }
    }

    private static void appendGeneral(StringBuilder head, HttpResponse response, boolean keepAlive) {
        append(head, "Cache-Control", "max-age=0");
        if (!keepAlive || response.inner()) {
            append(head, "Connection", "close");
        }
        if (keepAlive) {
            append(head, "Connection", "Keep-Alive");
        }
        append(head, "Date", date());
        append(head, "Pragma", "no-cache");
        response.extra().stream().filter(header -> BEFORE_SERVER.contains(header.name()))
                .forEach(header -> append(head, header.name(), header.value()));
        append(head, "Server", "pve-api-daemon/3.0");
    }

    private static void appendEntity(StringBuilder head, HttpResponse response, boolean compress, int length) {
        if (compress) {
            append(head, "Content-Encoding", "gzip");
        }
        if (response.body() != null) {
            append(head, "Content-Length", Integer.toString(length));
        }
        if (response.contentType() != null) {
            append(head, "Content-Type", response.contentType());
        }
        append(head, "Expires", date());
        response.extra().stream().filter(header -> !BEFORE_SERVER.contains(header.name()))
                .forEach(header -> append(head, header.name(), header.value()));
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String date() {
        return HTTP_DATE.format(Instant.now().atOffset(ZoneOffset.UTC));
    }

    private static byte[] compressed(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
