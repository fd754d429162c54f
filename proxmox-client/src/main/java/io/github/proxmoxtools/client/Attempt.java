package io.github.proxmoxtools.client;

import java.io.IOException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;

/** One attempt to have a request answered, which knows how far it came. */
final class Attempt implements ConnectionEndpoint.RequestExecutor {
    private static final HttpRequestExecutor HTTP = new HttpRequestExecutor(new LastConnectionHeader());

    private final boolean checked;
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
    Attempt(boolean checked) {
        this.checked = checked;
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
            ClassicHttpResponse response = HTTP.execute(request, connection, context);
            answerBegan = true;
            return response;
        } finally {
            answerBegan |= traffic.getReceivedBytesCount() > before;
        }
    }

    /** Tells whether something of the request may have left. */
    boolean sending() {
        return sending;
    }

    /** Tells whether something of the answer came. */
    boolean answerBegan() {
        return answerBegan;
    }
}
