package io.github.proxmoxtools.client;

import java.util.Locale;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Keeps a connection when the last {@code Connection} header says so.
 *
 * <p>Half of the API answers with two of them, {@code close} and then {@code Keep-Alive}: the former is the inner
 * daemon's, passed through, and the connection stays open. Whoever obeys the first pays a TLS handshake per call.
 */
final class LastConnectionHeader implements ConnectionReuseStrategy {
    @Override
    public boolean keepAlive(HttpRequest request, HttpResponse response, HttpContext context) {
        if (response.getCode() >= 400 || !knowsItsEnd(response)) {
            return false;
        }
        Header connection = response.getLastHeader(HttpHeaders.CONNECTION);
        return connection == null
                ? !response.getVersion().lessEquals(HttpVersion.HTTP_1_0)
                : !connection.getValue().toLowerCase(Locale.ROOT).contains("close");
    }

    private static boolean knowsItsEnd(HttpResponse response) {
        return response.containsHeader(HttpHeaders.CONTENT_LENGTH)
                || response.containsHeader(HttpHeaders.TRANSFER_ENCODING) || response.getCode() == 204
                || response.getCode() == 304;
    }
}
