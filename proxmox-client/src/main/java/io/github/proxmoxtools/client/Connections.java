package io.github.proxmoxtools.client;

import java.nio.channels.SocketChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.impl.CharCodingSupport;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes the pool of connections. */
final class Connections {
    private Connections() {}

    static PoolingHttpClientConnectionManager pool(ClientOptions options, HostTrust trust) {
        TlsLayers tls = new TlsLayers(trust);
        // The sockets belong to channels: that is what makes them end at once when their thread is interrupted.
        var operator = new DefaultHttpClientConnectionOperator(noSocksProxy -> SocketChannel.open().socket(), null,
                new InterruptibleNames(), scheme -> "https".equals(scheme) ? tls : null);
        var pool = new PoolingHttpClientConnectionManager(operator, PoolConcurrencyPolicy.LAX, PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND, connectionFactory());
        pool.setDefaultMaxPerRoute(options.maxConnectionsPerHost());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(options.timeout())).setSocketTimeout(Timeout.of(options.timeout()))
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND).build());
        return pool;
    }

    /** The reason phrase is raw UTF-8. */
    static HttpConnectionFactory<ManagedHttpClientConnection> connectionFactory() {
        CharCodingConfig utf8 = CharCodingConfig.custom().setCharset(StandardCharsets.UTF_8)
                .setMalformedInputAction(CodingErrorAction.REPLACE)
                .setUnmappableInputAction(CodingErrorAction.REPLACE).build();
        return noSocketYet -> new QuietConnection(CharCodingSupport.createDecoder(utf8),
                CharCodingSupport.createEncoder(utf8));
    }
}
