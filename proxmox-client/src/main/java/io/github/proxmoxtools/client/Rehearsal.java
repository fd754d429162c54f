package io.github.proxmoxtools.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.slf4j.LoggerFactory;

/**
 * Says hello to nobody and reads what nobody said, so that all that the first exchange of a process has to load and compute is
 * there when it counts: in the order in which it is needed.
 */
final class Rehearsal {
    private static final byte[] ANSWER = "{\"data\":[1]}".getBytes(StandardCharsets.US_ASCII);

    private Rehearsal() {}

    /** What is in the way here is in the way of the real connection, which reports it. */
    static void run() {
        try {
            sayHello();
            Json.readObject(ANSWER);
        } catch (GeneralSecurityException | IOException e) {
            LoggerFactory.getLogger(Rehearsal.class).debug("No rehearsal of a call", e);
        }
    }

    private static void sayHello() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new AnyCertificate()}, null);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setSSLParameters(TlsLayer.narrow(engine.getSSLParameters()));
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
