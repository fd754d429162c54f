package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is offered in a handshake, and to whom. */
@Timeout(30)
class TlsLayerTest {
    private static final ApiRequest VERSION = ApiRequest.get(ApiPath.parse("/version"));
    private static final int KEY_SHARE = 51;
    private static final int X25519 = 0x1d;

    @TempDir
    private static Path folder;
    private static TestCertificate rsa;

    private final TestCertificate elliptic = TestCertificate.shared();

    @BeforeAll
    static void makeCertificate() throws Exception {
        rsa = TestCertificate.rsa(folder);
    }

    @Test
    void sendsTheCheapKeyShareAlone() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<Integer>> offered = CompletableFuture.supplyAsync(() -> keyShares(listener));
            Host host = new Host("127.0.0.1", listener.getLocalPort());
            try (ProxmoxClient client = ProxmoxClient.builder().host(host).trust(new Trust.Unverified())
                    .credentials(new Credentials.ApiToken("ci@pve!test", "s3cr3t")).build()) {
                assertThrows(UnreachableException.class, () -> client.send(VERSION));
            }
            assertEquals(List.of(X25519), offered.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void connectsAtOnceWithBothKindsOfCertificates() throws Exception {
        for (TestCertificate certificate : List.of(elliptic, rsa)) {
            assertEquals(1, connectionsOfOneCall(certificate, UnaryOperator.identity()));
        }
    }

    @Test
    void offersEverythingToAServerThatRefusesTheNarrowWay() throws Exception {
        for (TestCertificate certificate : List.of(elliptic, rsa)) {
            assertEquals(2, connectionsOfOneCall(certificate, TlsLayerTest::withoutX25519));
            assertEquals(2, connectionsOfOneCall(certificate, TlsLayerTest::old));
        }
    }

    @Test
    void remembersWhoRefusedTheNarrowWay() throws Exception {
        String close = "Connection: close\r\n";
        try (ScriptedServer server = ScriptedServer.start(rsa, TlsLayerTest::withoutX25519);
                ProxmoxClient client = server.client().build()) {
            server.answers("200 OK", close, "{\"data\":1}").answers("200 OK", close, "{\"data\":2}");
            client.send(VERSION);
            client.send(VERSION);
            assertEquals(3, server.connections());
        }
    }

    @Test
    void asksOnceWhereTheCertificateIsTheMatter() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(rsa);
                ProxmoxClient client = server.client()
                        .trust(Trust.Fingerprints.of(elliptic.fingerprint())).build()) {
            CertificateRejectedException rejected = assertThrows(CertificateRejectedException.class,
                    () -> client.send(VERSION));
            assertEquals(rsa.fingerprint(), rejected.fingerprint());
            assertEquals(1, server.connections());
        }
    }

    private static int connectionsOfOneCall(TestCertificate certificate, UnaryOperator<SSLParameters> tls)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.start(certificate, tls);
                ProxmoxClient client = server.client().build()) {
            server.answersJson("{\"data\":1}");
            assertEquals(1L, client.send(VERSION).data());
            return server.connections();
        }
    }

    private static SSLParameters withoutX25519(SSLParameters parameters) {
        parameters.setNamedGroups(new String[]{"secp256r1", "secp384r1"});
        return parameters;
    }

    private static SSLParameters old(SSLParameters parameters) {
        parameters.setProtocols(new String[]{"TLSv1.2"});
        return withoutX25519(parameters);
    }

    /** Reads a ClientHello, and gives the groups for which it holds a key. */
    private static List<Integer> keyShares(ServerSocket listener) {
        try (Socket socket = listener.accept(); DataInputStream in = new DataInputStream(socket.getInputStream())) {
            listener.close();
            in.skipNBytes(3);
            ByteBuffer hello = ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort()));
            hello.position(4 + 2 + 32);
            hello.position(hello.get() + hello.position());
            hello.position(hello.getShort() + hello.position());
            hello.position(hello.get() + hello.position());
            hello.getShort();
            while (hello.getShort() != KEY_SHARE) {
                hello.position(hello.getShort() + hello.position());
            }
            hello.getShort();
            int end = hello.getShort() + hello.position();
            List<Integer> groups = new ArrayList<>();
            while (hello.position() < end) {
                groups.add((int) hello.getShort());
                hello.position(hello.getShort() + hello.position());
            }
            return groups;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
