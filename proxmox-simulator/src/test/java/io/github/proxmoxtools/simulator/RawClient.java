package io.github.proxmoxtools.simulator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Speaks HTTP without any library in between, so that every byte can be looked at. */
final class RawClient implements AutoCloseable {
    /** An answer as it stood on the wire. */
    record Answer(String statusLine, List<String> headers, String body) {
        int status() {
            return Integer.parseInt(statusLine.split(" ")[1]);
        }

        String reason() {
            return statusLine.split(" ", 3)[2];
        }

        List<String> all(String name) {
            return headers.stream().filter(header -> header.startsWith(name + ": "))
                    .map(header -> header.substring(name.length() + 2)).toList();
        }

        List<String> headerNames() {
            return headers.stream().map(header -> header.substring(0, header.indexOf(':'))).toList();
        }
    }

    private final Simulator simulator;
    private final Socket socket;
    private final String authorization;

    RawClient(Simulator simulator, String node) throws IOException, GeneralSecurityException {
        this(simulator, node, "PVEAPIToken=" + simulator.adminTokenId() + "=" + simulator.adminTokenSecret());
    }

    RawClient(Simulator simulator, String node, String authorization) throws IOException, GeneralSecurityException {
        this.simulator = simulator;
        this.authorization = authorization;
        this.socket = trusting(simulator.certificatePem(node)).getSocketFactory().createSocket("127.0.0.1",
                simulator.port(node));
        socket.setSoTimeout(10_000);
    }

    static SSLContext trusting(String pem) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("node", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** One request on a connection of its own. */
    static Answer once(Simulator simulator, String method, String path, String body) throws Exception {
        try (var client = new RawClient(simulator, simulator.nodes().getFirst())) {
            return client.send(method, path, body);
        }
    }

    Simulator simulator() {
        return simulator;
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "");
    }

    Answer send(String method, String path, String body) throws IOException {
        String type = body.isEmpty() ? "" : "Content-Type: application/x-www-form-urlencoded\r\n";
        return sendRaw(method + " /api2/json" + path + " HTTP/1.1\r\nHost: x\r\n" + credentials() + type
                + (body.isEmpty() ? "" : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n")
                + "\r\n" + body);
    }

    String credentials() {
        return authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
    }

    Answer sendRaw(String request) throws IOException {
        write(request);
        return read();
    }

    void write(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    Answer read() throws IOException {
        InputStream in = socket.getInputStream();
        String statusLine = line(in);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        int length = headers.stream().filter(header -> header.startsWith("Content-Length: "))
                .mapToInt(header -> Integer.parseInt(header.substring(16))).findFirst().orElse(0);
        byte[] body = in.readNBytes(length);
        return new Answer(statusLine, headers, new String(body, StandardCharsets.UTF_8));
    }

    boolean isEnded() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("The connection ended after: " + bytes);
            }
            if (octet != '\r') {
                bytes.write(octet);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
