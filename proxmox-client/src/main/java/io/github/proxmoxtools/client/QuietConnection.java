package io.github.proxmoxtools.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that writes nothing of what it carries into a log, and hears no server out that never comes to its point.
 *
 * <p>Apache's own one writes headers and bodies, and so tokens, tickets and passwords, as soon as somebody enables its
 * loggers, for example with a root level of debug.
 */
final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    /** A reason phrase may be long: Proxmox VE says there what went wrong. */
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_HEADERS = 200;
    private static final int MOST_INTERIM_ANSWERS = 20;
    private static final Timeout A_MOMENT = Timeout.ofMilliseconds(1);

    private static final Http1Config LIMITS = Http1Config.custom().setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS).build();
    private static final DefaultHttpResponseParserFactory ANSWERS = new DefaultHttpResponseParserFactory(LIMITS);

    private final AtomicBoolean closed = new AtomicBoolean();
    private int interimAnswers;
    private Timeout socketTimeout = Timeout.DISABLED;

    QuietConnection(CharsetDecoder decoder, CharsetEncoder encoder) {
        super(LIMITS, decoder, encoder, null, null, null, ANSWERS);
    }

    @Override
    public void bind(SocketHolder holder) throws IOException {
        if (closed.get()) {
            holder.getSocket().close();
            throw new InterruptedIOException("the connection was closed before it came about");
        }
        super.bind(holder);
        socketTimeout = Timeout.ofMilliseconds(holder.getSocket().getSoTimeout());
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket secured, Socket socket) throws IOException {
        bind(new SocketHolder(secured, socket));
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket secured ? secured.getSession() : null;
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        socketTimeout = timeout;
    }

    @Override
    public void close() {
        close(CloseMode.GRACEFUL);
    }

    /** Java's way to close TLS first reads all that the other side still says: of a server that never ceases, for ever. */
    @Override
    public void close(CloseMode mode) {
        if (closed.compareAndSet(false, true)) {
            if (mode == CloseMode.GRACEFUL) {
                takeLeave();
            }
            super.close(CloseMode.IMMEDIATE);
        }
    }

    /** Tells the other side that nothing more will come, and listens no longer. */
    private void takeLeave() {
        SocketHolder holder = getSocketHolder();
        if (holder == null) {
            return;
        }
        SSLSocket secured = holder.getSSLSocket();
        try (Socket plain = holder.getBaseSocket()) {
            if (secured != null && !secured.isOutputShutdown()) {
                secured.shutdownOutput();
            }
        } catch (IOException broken) {
            // It has ended already.
        }
    }

    /** What a server says before it is asked would be taken for the answer to what is asked next. */
    @Override
    public boolean isStale() throws IOException {
        return super.isStale() || isDataAvailable(A_MOMENT);
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        interimAnswers = 0;
        super.sendRequestHeader(request);
    }

    /** Whoever waits for the answer passes over interim ones: a server could give those for ever. */
    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        ClassicHttpResponse response = super.receiveResponseHeader();
        if (response.getCode() < HttpStatus.SC_SUCCESS && ++interimAnswers > MOST_INTERIM_ANSWERS) {
            throw new ProtocolException("more than " + MOST_INTERIM_ANSWERS + " interim answers");
        }
        return response;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(socketTimeout);
    }
}
