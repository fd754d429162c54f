package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be learned of a server before it is trusted. */
@Timeout(30)
class FirstLookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ApiRequest VERSION = ApiRequest.get(ApiPath.parse("/version"));

    private static ServerCertificate look(Host host, Trust trust) {
        return ServerCertificate.shownBy(host, trust, PATIENCE, Optional.empty());
    }

    @Test
    void aCertificateIsSeenAndJudgedAndNothingIsSent() throws Exception {
        TestCertificate own = TestCertificate.shared();
        try (ScriptedServer server = ScriptedServer.start()) {
            ServerCertificate strange = look(server.host(), new Trust.SystemStore());
            assertEquals(own.fingerprint(), strange.fingerprint());
            assertTrue(strange.objection().isPresent());
            assertEquals(Optional.empty(), look(server.host(), Trust.Fingerprints.of(own.fingerprint())).objection());
            assertEquals(0, server.requests().size());
        }
    }

    @Test
    void whatIsWrongIsSaidInPlainWords(@TempDir Path folder) throws Exception {
        assertEquals("no authority that is known here has signed it",
                objection(TestCertificate.shared(), "127.0.0.1", new Trust.SystemStore()));
        assertEquals("it is for 127.0.0.1, not for the host that was asked",
                objection(TestCertificate.shared(), "localhost", new Trust.CaFile(TestCertificate.shared().pem())));
        for (var start : Map.of("-60d", "has expired", "+60d", "is not valid yet").entrySet()) {
            TestCertificate signed = TestCertificate.signed(Files.createTempDirectory(folder, "keys"), start.getKey());
            String objection = objection(signed, "127.0.0.1", new Trust.CaFile(signed.pem()));
            assertTrue(objection.matches("it, or an authority above it, " + start.getValue() + ", or this machine's "
                    + "clock is wrong: it is valid from \\S+Z to \\S+Z"), objection);
        }
        TestCertificate good = TestCertificate.signed(Files.createTempDirectory(folder, "keys"), "-1d");
        assertEquals("", objection(good, "127.0.0.1", new Trust.CaFile(good.pem())));
    }

    private static String objection(TestCertificate own, String name, Trust trust) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(own)) {
            return look(new Host(name, server.host().port()), trust).objection().orElse("");
        }
    }

    @Test
    void whoDoesNotAnswerIsUnreachable() throws IOException {
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        assertEquals(UnreachableException.Reason.REFUSED, assertThrows(UnreachableException.class,
                () -> look(new Host("127.0.0.1", free), new Trust.SystemStore())).reason());
        try (ProxmoxClient client = ProxmoxClient.builder().host(new Host("127.0.0.1", free))
                .credentials(new Credentials.ApiToken("ci@pve!test", "s3cr3t")).build()) {
            assertEquals("no connection to 127.0.0.1:" + free + ": Connection refused",
                    assertThrows(UnreachableException.class, () -> client.send(VERSION)).getMessage());
        }
        assertEquals(UnreachableException.Reason.UNKNOWN_HOST, assertThrows(UnreachableException.class,
                () -> look(new Host("no-such-host.invalid", 8006), new Trust.SystemStore())).reason());
    }

    @Test
    void theServersClockIsCompared() throws Exception {
        Clock ours = Clock.fixed(Instant.parse("2026-11-28T03:00:00.7Z"), ZoneOffset.UTC);
        try (ScriptedServer server = ScriptedServer.start();
                ProxmoxClient client = server.client().clock(ours).build()) {
            assertEquals(Optional.empty(), client.clockAhead());
            server.answers("200 OK", "Connection: Keep-Alive\r\nDate: Sat, 28 Nov 2026 03:05:00 GMT\r\n",
                    "{\"data\":1}")
                    .answersJson("{\"data\":1}");
            client.send(VERSION);
            assertEquals(Optional.of(Duration.ofMinutes(5)), client.clockAhead());
            client.send(VERSION);
            assertEquals(Optional.empty(), client.clockAhead(), "the last answer did not say");
        }
    }
}
