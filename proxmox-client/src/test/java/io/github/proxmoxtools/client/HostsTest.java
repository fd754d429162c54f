package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which host is asked, and which members of the cluster are believed. */
@Timeout(60)
class HostsTest {
    @TempDir
    private static Path folder;
    private static TestCertificate otherCertificate;

    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final Host ONE = new Host("192.0.2.1", 8006);
    private static final Host TWO = new Host("192.0.2.2", 8006);

    private final Patience patience = new Patience();
    private final TestCertificate certificate = TestCertificate.shared();
    @AutoClose
    private final ScriptedServer first = ScriptedServer.start();
    @AutoClose
    private final ScriptedServer second = ScriptedServer.start(otherCertificate,
            new Host("127.0.0.2", first.host().port()));

    @BeforeAll
    static void makeCertificate() throws Exception {
        otherCertificate = TestCertificate.in(folder);
    }

    private ProxmoxClient both() {
        return first.client().hosts(List.of(first.host(), second.host()))
                .trust(Trust.Fingerprints.of(certificate.fingerprint(), otherCertificate.fingerprint())).build();
    }

    private static UnreachableException refused() {
        return new UnreachableException(UnreachableException.Reason.REFUSED, "refused", new IOException());
    }

    @Test
    void aDeadHostIsLeftAloneForAWhile() {
        Hosts hosts = new Hosts(List.of(ONE, TWO), patience);
        hosts.failed(ONE, refused());
        assertEquals(List.of(TWO), hosts.inOrder());
        hosts.answered(TWO);
        patience.pass(Duration.ofSeconds(6));
        assertEquals(List.of(TWO, ONE), hosts.inOrder(), "the one that answers is kept");
        hosts.failed(ONE, refused());
        patience.pass(Duration.ofSeconds(6));
        assertEquals(List.of(TWO), hosts.inOrder(), "the second rest is longer");
        patience.pass(Duration.ofSeconds(5));
        hosts.failed(ONE, refused());
        hosts.failed(TWO, refused());
        assertEquals(List.of(TWO, ONE), hosts.inOrder(), "all are asked rather than none");
        hosts.answered(ONE);
        assertEquals(List.of(ONE), hosts.inOrder());
    }

    @Test
    void readsMoveOnFromAnswersThatPassAndFromSilence() {
        CountDownLatch end = new CountDownLatch(1);
        first.answers("596 Broken pipe", "", "{\"data\":null}").then((out, request) -> {
            end.await();
            return false;
        });
        second.answersJson("{\"data\":2}").answersJson("{\"data\":3}");
        try (ProxmoxClient client = both()) {
            assertEquals(2L, client.send(ApiRequest.get(VERSION)).data());
        }
        try (ProxmoxClient client = both()) {
            ApiRequest impatient = ApiRequest.get(VERSION).withTimeout(Duration.ofMillis(500));
            assertEquals(3L, client.send(impatient).data());
        } finally {
            end.countDown();
        }
    }

    @Test
    void writesMoveOnOnlyWhereNothingWasSent() throws Exception {
        first.answers("596 Broken pipe", "", "{\"data\":null}");
        second.answersJson("{\"data\":2}");
        try (ProxmoxClient client = both()) {
            assertThrows(OutcomeUnknownException.class, () -> client.send(ApiRequest.post(VERSION)));
            assertEquals(List.of(), second.requests());
        }
        first.close();
        try (ProxmoxClient client = both()) {
            assertEquals(2L, client.send(ApiRequest.post(VERSION)).data());
        }
    }

    @Test
    void eachHostMayHavePinsOfItsOwn() throws Exception {
        first.answersJson("{\"data\":1}");
        second.answersJson("{\"data\":2}");
        List<Host> hosts = List.of(first.host(), second.host());
        ProxmoxClient.Builder builder = first.client().hosts(hosts)
                .pin(second.host(), Trust.Fingerprints.of(otherCertificate.fingerprint()));
        try (ProxmoxClient client = builder.build()) {
            assertEquals(1L, client.send(ApiRequest.get(VERSION)).data());
            first.close();
            assertEquals(2L, client.send(ApiRequest.get(VERSION)).data());
        }
        try (ProxmoxClient client = builder.pin(second.host(), Trust.Fingerprints.of(certificate.fingerprint()))
                .build()) {
            assertThrows(ProxmoxException.class, () -> client.send(ApiRequest.get(VERSION)));
        }
        assertEquals(1, second.requests().size());
    }

    private void knowsMembers(String pinOfSecond) {
        first.answersJson("""
                          {"data":[{"type":"cluster","name":"lab"},
                          {"type":"node","name":"pve1","ip":"127.0.0.1","online":1,"local":1},
                          {"type":"node","name":"pve2","ip":"127.0.0.2","online":1,"local":0},
                          {"type":"node","name":"pve3","ip":"127.0.0.3","online":0,"local":0}]}""");
        for (int node = 0; node < 2; node++) {
            first.then((out, request) -> {
                boolean asksSecond = request.line().contains("/nodes/pve2/");
                String body = "{\"data\":[{\"filename\":\"pve-root-ca.pem\",\"fingerprint\":\"" + "00:".repeat(31)
                        + "00\"},{\"filename\":\"pve-ssl.pem\",\"fingerprint\":\""
                        + (asksSecond ? pinOfSecond : certificate.fingerprint()) + "\"}]}";
                ScriptedServer.write(out,
                        "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                return true;
            });
        }
    }

    @Test
    void aMemberThatWasLearnedIsAskedWhenTheHostIsGone() throws Exception {
        MemberMemory memory = MemberMemory.ofProcess();
        knowsMembers(otherCertificate.fingerprint());
        second.answersJson("{\"data\":2}").answersJson("{\"data\":3}");
        try (ProxmoxClient client = first.client().memberMemory(memory).build()) {
            assertEquals(List.of("pve1", "pve2"), client.learnMembers().stream().map(Member::node).toList());
            first.close();
            assertEquals(2L, client.send(ApiRequest.post(VERSION)).data());
        }
        try (ProxmoxClient client = first.client().memberMemory(memory).build()) {
            assertEquals(3L, client.send(ApiRequest.get(VERSION)).data());
        }
        assertEquals(2, memory.load().size());
    }

    @Test
    void aMemberThatShowsAnotherCertificateIsToldNothing() throws Exception {
        knowsMembers("11:".repeat(31) + "11");
        try (ProxmoxClient client = first.client().build()) {
            assertEquals(2, client.learnMembers().size());
            first.close();
            assertThrows(ProxmoxException.class, () -> client.send(ApiRequest.post(VERSION)));
        }
        assertEquals(List.of(), second.requests());
    }

    @Test
    void anUploadPassesOverAMemberThatShowsAnotherCertificateToo() throws Exception {
        knowsMembers("11:".repeat(31) + "11");
        Path file = Files.writeString(folder.resolve("image.iso"), "content");
        try (ProxmoxClient client = first.client().build()) {
            assertEquals(2, client.learnMembers().size());
            first.close();
            Upload upload = Upload.toStorage("pve1", "local", "iso", UploadSource.file(file));
            UnreachableException gone = assertThrows(UnreachableException.class, () -> client.upload(upload));
            assertTrue(gone.getMessage().contains(first.host().toString()), gone.getMessage());
        }
        assertEquals(List.of(), second.requests());
    }

    @Test
    void aMemberWithoutFingerprintIsNotLearned() {
        knowsMembers("not a fingerprint");
        try (ProxmoxClient client = first.client().build()) {
            assertEquals(List.of("pve1"), client.learnMembers().stream().map(Member::node).toList());
        }
    }

    @Test
    void aMemberWhoseNameIsNoneIsNotLearned() {
        for (String name : List.of("a/b", "..", "a\\tb", "")) {
            first.answersJson("{\"data\":[{\"type\":\"node\",\"online\":1,\"ip\":\"127.0.0.1\",\"name\":\"" + name
                    + "\"}]}");
            try (ProxmoxClient client = first.client().build()) {
                assertEquals(List.of(), client.learnMembers(), name);
            }
        }
    }

    @Test
    void membersAreLearnedInTheBackgroundOnlyWhenAsked() throws Exception {
        first.answersJson("{\"data\":1}");
        try (ProxmoxClient client = first.client().build()) {
            client.send(ApiRequest.get(VERSION));
        }
        assertEquals(1, first.requests().size());
        MemberMemory memory = MemberMemory.ofProcess();
        first.answersJson("{\"data\":1}");
        knowsMembers(otherCertificate.fingerprint());
        try (ProxmoxClient client = first.client().memberMemory(memory).build()) {
            client.send(ApiRequest.get(VERSION));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (memory.load().isEmpty()) {
                assertTrue(System.nanoTime() < end, "nothing was learned");
                Thread.onSpinWait();
            }
        }
        assertEquals(5, first.requests().size());
    }
}
