package io.github.proxmoxtools.client;

import io.github.proxmoxtools.client.TransferException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Content that was fetched from an address: a source for one upload. */
public final class UrlContent implements UploadSource, AutoCloseable {
    private static final HttpRequestExecutor HTTP = new HttpRequestExecutor();

    private final UrlSource source;
    private final BasicHttpClientConnectionManager connections;
    private URI address;
    private @Nullable ConnectionEndpoint endpoint;
    private @Nullable Path spooled;
    private @Nullable InputStream content;
    private long length;

    private UrlContent(UrlSource source) {
        this.source = source;
        this.address = source.address();
        DnsResolver resolver = source.privateAllowed() ? new InterruptibleNames() : new PublicAddresses();
        TlsLayer tls = new TlsLayer(new Trust.SystemStore());
        this.connections = new BasicHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(noSocksProxy -> SocketChannel.open().socket(), null, resolver,
                        scheme -> "https".equals(scheme) ? tls : null),
                Connections.connectionFactory());
        Timeout silence = Timeout.of(source.silence());
        connections.setConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(silence).setSocketTimeout(silence).build());
    }

    static UrlContent fetch(UrlSource source) {
        UrlContent fetched = new UrlContent(source);
        boolean complete = false;
        try {
            fetched.follow();
            complete = true;
            return fetched;
        } catch (IOException unreadable) {
            if (Thread.currentThread().isInterrupted()) {
                throw new RequestInterruptedException(UrlSource.shown(fetched.address) + " was interrupted", false,
                        unreadable);
            }
            throw UrlSource.unreadable(fetched.address, unreadable);
        } catch (HttpException strange) {
            throw UrlSource.unreadable(fetched.address, new IOException(strange.getMessage(), strange));
        } finally {
            if (!complete) {
                fetched.close();
            }
        }
    }

    /** The last part of the path as a name that Proxmox VE takes, or the host's name. */
    @Override
    public String name() {
        String path = source.address().getPath();
        String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return last.matches("\\.{0,2}") ? source.address().getHost() : last.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() throws IOException {
        Path file = spooled;
        if (file != null) {
            return Files.newInputStream(file);
        }
        InputStream once = content;
        if (once == null) {
            throw new IOException("what was fetched can be read only once");
        }
        content = null;
        return new FilterInputStream(once) {
            @Override
            public void close() {
                UrlContent.this.close();
            }
        };
    }

    /** Ends the connection, and removes what was kept. */
    @Override
    public void close() {
        disconnect();
        connections.close(CloseMode.IMMEDIATE);
        Path file = spooled;
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                throw new TransferException(Reason.TARGET_UNWRITABLE, file + " cannot be removed", stays);
            }
        }
    }

    private void follow() throws IOException, HttpException {
        for (int redirects = 0; redirects <= source.redirects(); redirects++) {
            ClassicHttpResponse response = ask();
            if (response.getCode() == 200) {
                take(response);
                return;
            }
            Header location = response.getFirstHeader("Location");
            if (response.getCode() < 300 || response.getCode() >= 400 || location == null) {
                throw new IOException("the answer is " + response.getCode() + " " + response.getReasonPhrase());
            }
            address = UrlSource.redirected(address, location.getValue());
        }
        throw UrlSource
                .refused(UrlSource.shown(source.address()) + " redirects more than " + source.redirects() + " times");
    }

    private ClassicHttpResponse ask() throws IOException, HttpException {
        disconnect();
        boolean secure = address.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        String host = address.getHost();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        HttpRoute route = new HttpRoute(new HttpHost(secure ? "https" : "http", name, port), null, secure);
        HttpContext context = HttpCoreContext.create();
        ConnectionEndpoint connected = lease(route);
        endpoint = connected;
        connect(connected, context);
        connected.setSocketTimeout(Timeout.of(source.silence()));
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        ClassicHttpRequest request = new BasicClassicHttpRequest("GET", path + query);
        request.setHeader("Host", address.getPort() > 0 ? host + ":" + address.getPort() : host);
        request.setHeader("User-Agent", "proxmox-tools");
        request.setHeader("Accept-Encoding", "identity");
        request.setHeader("Connection", "close");
        return connected.execute("fetch", request, HTTP::execute, context);
    }

    private ConnectionEndpoint lease(HttpRoute route) throws IOException {
        try {
            return connections.lease("fetch", route, null).get(Timeout.of(source.silence()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException impossible) {
            throw new IOException("no connection can be had", impossible);
        }
    }

    private void connect(ConnectionEndpoint connected, HttpContext context) throws IOException {
        TimeValue silence = TimeValue.of(source.silence());
        try {
            connections.connect(connected, silence, context);
        } catch (TlsLayer.TooNarrow refused) {
            connected.close(CloseMode.IMMEDIATE);
            connections.connect(connected, silence, context);
        }
    }

    private void take(ClassicHttpResponse response) throws IOException {
        Header encoding = response.getFirstHeader("Content-Encoding");
        if (encoding != null && !"identity".equalsIgnoreCase(encoding.getValue())) {
            throw new IOException("it comes encoded as " + encoding.getValue() + ", which was not asked for");
        }
        HttpEntity entity = response.getEntity();
        long announced = entity == null ? 0 : entity.getContentLength();
        if (announced > source.limit()) {
            throw tooLarge(source.limit());
        }
        InputStream stream = entity == null ? InputStream.nullInputStream() : entity.getContent();
        if (announced < 0) {
            spool(stream);
        } else {
            content = stream;
            length = announced;
        }
    }

    private void spool(InputStream stream) throws IOException {
        Path file = Files.createTempFile(source.spoolFolder(), "proxmox-fetch-", ".part");
        spooled = file;
        long limit = Math.min(source.limit(), source.spoolLimit());
        byte[] buffer = new byte[TransferBuffer.SIZE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                TransferBuffer.endIfInterrupted();
                length += count;
                if (length > limit) {
                    throw tooLarge(limit);
                }
                out.write(buffer, 0, count);
            }
        }
        disconnect();
    }

    private TransferException tooLarge(long limit) {
        return new TransferException(Reason.TOO_LARGE,
                UrlSource.shown(address) + " holds more than the " + limit + " bytes that were allowed", null);
    }

    private void disconnect() {
        ConnectionEndpoint connected = endpoint;
        if (connected != null) {
            connected.close(CloseMode.IMMEDIATE);
            connections.release(connected, null, null);
            endpoint = null;
        }
    }
}
