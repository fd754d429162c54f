package io.github.proxmoxtools.client;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One attempt to have a request answered, which knows how far it came. */
final class Attempt implements ConnectionEndpoint.RequestExecutor {
    private static final HttpRequestExecutor HTTP = new HttpRequestExecutor(new LastConnectionHeader());

    private final boolean checked;
    private final @Nullable StreamedEntity entity;
    private final Duration silence;
    private boolean sending;
    private boolean answerBegan;

    /** The server closed the connection while it was idle; nothing was sent. */
    static final class StaleConnection extends IOException {
        private static final long serialVersionUID = 1L;

        StaleConnection() {
            super("the idle connection was closed");
        }
    }

    /** Prepares an attempt; a checked one sends nothing over a connection that the server has closed. */
    Attempt(boolean checked, @Nullable StreamedEntity entity, Duration silence) {
        this.checked = checked;
        this.entity = entity;
        this.silence = silence;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
            HttpContext context) throws IOException, HttpException {
        if (checked && connection.isStale()) {
            throw new StaleConnection();
        }
        EndpointDetails traffic = connection.getEndpointDetails();
        long before = traffic.getReceivedBytesCount();
        sending = true;
        try {
            ClassicHttpResponse response = entity == null
                    ? HTTP.execute(request, connection, context)
                    : new LongRequest(connection, entity, silence).execute(request);
            answerBegan = true;
            return response;
        } finally {
            answerBegan |= traffic.getReceivedBytesCount() > before;
        }
    }

    /** Tells whether so much of the request may have left that the server can act on it. */
    boolean sending() {
        return sending && (entity == null || entity.mayBeComplete());
    }

    /** Tells whether the connection is good for another request, as far as this one goes. */
    boolean leftWhole() {
        return entity == null || entity.mayBeComplete();
    }

    /** Tells whether something of the answer came. */
    boolean answerBegan() {
        return answerBegan;
    }
}
