package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("auth")
@Timeout(120)
class TicketLoginTest {
    private static final ApiPath VERSION = ApiPath.parse("/version");
    private static final String CHALLENGE = "{\"data\":{\"NeedTFA\":1,\"username\":\"admin@pve\",\"ticket\":"
            + "\"PVE:!tfa!x:6B03::T\",\"CSRFPreventionToken\":\"c\"}}";
    private static final String REFUSED = "HTTP/1.1 401 Permission denied - invalid ticket\r\nConnection: close\r\n\r\n";

    private final TurnedClock clock = new TurnedClock();
    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();

    private static final class TurnedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private ProxmoxClient client(Credentials credentials) {
        return server.client().credentials(credentials).clock(clock).build();
    }

    private ProxmoxClient client() {
        return client(new Credentials.Password("admin@pve", "pass word"));
    }

    private static String ticket(String name) {
        return "{\"data\":{\"ticket\":\"PVE:admin@pve:6B03::" + name + "=\",\"CSRFPreventionToken\":\"6B03:csrf-" + name
                + "\",\"username\":\"admin@pve\"}}";
    }

    private List<String> lines() {
        return server.requests().stream().map(ScriptedServer.Request::line).toList();
    }

    @Test
    void logsInOnceAndPresentsTicketAndCsrfToken() {
        server.answersJson(ticket("one")).answersJson("{\"data\":1}").answersJson("{\"data\":2}");
        try (ProxmoxClient client = client()) {
            client.send(ApiRequest.get(VERSION));
            client.send(ApiRequest.put(VERSION));
        }
        List<ScriptedServer.Request> requests = server.requests();
        assertEquals("POST /api2/json/access/ticket HTTP/1.1", requests.get(0).line());
        assertEquals("username=admin%40pve&password=pass%20word", requests.get(0).body());
        assertEquals("", requests.get(0).header("Cookie"));
        assertEquals("PVEAuthCookie=PVE%3Aadmin%40pve%3A6B03%3A%3Aone%3D", requests.get(1).header("Cookie"));
        assertEquals("", requests.get(1).header("CSRFPreventionToken"));
        assertEquals("6B03:csrf-one", requests.get(2).header("CSRFPreventionToken"));
        assertEquals(3, requests.size());
    }

    @Test
    void logsInAgainOnceAfterA401() {
        server.answersJson(ticket("one")).saysAndCloses(REFUSED).answersJson(ticket("two")).answersJson("{\"data\":5}");
        try (ProxmoxClient client = client()) {
            assertEquals(5L, client.send(ApiRequest.post(VERSION)).data());
        }
        assertEquals("6B03:csrf-two", server.requests().get(3).header("CSRFPreventionToken"));
    }

    @Test
    void givesUpAfterTheSecond401() {
        server.answersJson(ticket("one")).saysAndCloses(REFUSED).answersJson(ticket("two")).saysAndCloses(REFUSED);
        try (ProxmoxClient client = client()) {
            assertEquals(401, assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION))).status());
        }
        assertEquals(4, server.requests().size());
    }

    @Test
    void triesAWrongPasswordOnce() {
        server.answers("401 authentication failure", "", "{\"message\":\"authentication failure\\n\",\"data\":null}");
        try (ProxmoxClient client = client()) {
            ApiException failure = assertThrows(ApiException.class, () -> client.send(ApiRequest.get(VERSION)));
            assertEquals("authentication failure", failure.text());
            assertEquals("/access/ticket", failure.path().toString());
            assertFalse(failure.getMessage().contains("pass word"));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void renewsWithTheTicketBeforeItExpires() {
        server.answersJson(ticket("one")).answersJson("{\"data\":1}").answersJson(ticket("two"))
                .answersJson("{\"data\":2}");
        try (ProxmoxClient client = client()) {
            client.send(ApiRequest.get(VERSION));
            clock.turn(Duration.ofMinutes(91));
            client.send(ApiRequest.get(VERSION));
        }
        assertEquals("username=admin%40pve&password=PVE%3Aadmin%40pve%3A6B03%3A%3Aone%3D",
                server.requests().get(2).body());
        assertTrue(server.requests().get(3).header("Cookie").contains("two"));
    }

    @Test
    void logsInWithThePasswordWhenTheTicketHasExpired() {
        server.answersJson(ticket("one")).answersJson("{\"data\":1}").answersJson(ticket("two"))
                .answersJson("{\"data\":2}");
        try (ProxmoxClient client = client()) {
            client.send(ApiRequest.get(VERSION));
            clock.turn(Duration.ofMinutes(121));
            client.send(ApiRequest.get(VERSION));
        }
        assertEquals("username=admin%40pve&password=pass%20word", server.requests().get(2).body());
    }

    @Test
    void answersTheChallengeForASecondFactor() {
        server.answersJson(CHALLENGE).answersJson(ticket("two")).answersJson("{\"data\":1}");
        try (ProxmoxClient client = client(new Credentials.Password("admin@pve", "p", "123456"))) {
            client.send(ApiRequest.get(VERSION));
        }
        assertEquals("username=admin%40pve&password=totp%3A123456&tfa-challenge=PVE%3A%21tfa%21x%3A6B03%3A%3AT",
                server.requests().get(1).body());
    }

    @Test
    void saysThatASecondFactorIsNeeded() {
        server.answersJson("{\"data\":{\"NeedTFA\":1,\"ticket\":\"PVE:!tfa!x:6B03::T\"}}");
        try (ProxmoxClient client = client()) {
            LoginException failure = assertThrows(LoginException.class, () -> client.send(ApiRequest.get(VERSION)));
            assertTrue(failure.getMessage().contains("needs a second factor"));
            assertFalse(failure.getMessage().contains("6B03"));
        }
    }

    @Test
    void callersAtTheSameTimeShareOneLogin() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.then((out, request) -> {
            mayAnswer.await();
            String body = ticket("one");
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            return true;
        });
        for (int call = 0; call < 5; call++) {
            server.answersJson("{\"data\":1}");
        }
        try (ProxmoxClient client = client(); ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ApiAnswer>> answers = new ArrayList<>();
            for (int call = 0; call < 5; call++) {
                answers.add(callers.submit(() -> client.send(ApiRequest.get(VERSION))));
            }
            server.awaitRequest();
            mayAnswer.countDown();
            for (Future<ApiAnswer> answer : answers) {
                assertEquals(1L, answer.get().data());
            }
        }
        assertEquals(1, lines().stream().filter(line -> line.startsWith("POST")).count());
    }

    @Test
    void aThousandCallersWithAnExpiredTicketRenewItOnce() throws Exception {
        int count = 1000;
        server.answersJson(ticket("one")).answersJson("{\"data\":0}");
        for (int request = 0; request < 2 * count + 1; request++) {
            server.then((out, asked) -> {
                boolean login = asked.line().startsWith("POST");
                boolean fresh = asked.header("Cookie").contains("two");
                String body = login ? ticket("two") : "{\"data\":1}";
                ScriptedServer.write(out, login || fresh
                        ? "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                        : REFUSED);
                return login || fresh;
            });
        }
        try (ProxmoxClient client = server.client().credentials(new Credentials.Password("admin@pve", "pass word"))
                .clock(clock).timeout(Duration.ofMinutes(1)).build();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            client.send(ApiRequest.get(VERSION));
            List<Future<ApiAnswer>> answers = new ArrayList<>();
            for (int call = 0; call < count; call++) {
                answers.add(callers.submit(() -> client.send(ApiRequest.get(VERSION))));
            }
            for (Future<ApiAnswer> answer : answers) {
                assertEquals(1L, answer.get().data());
            }
        }
        assertEquals(2, lines().stream().filter(line -> line.startsWith("POST")).count());
        long refused = server.requests().stream().filter(asked -> asked.header("Cookie").contains("one")).count() - 1;
        // How many were under way depends on how long the login took; without the gate it would be nearly all.
        assertTrue(refused < count / 2, () -> "only those under way are refused, not " + refused);
    }

    @Test
    void sendsACodeOnlyToTheChallenge() {
        server.answersJson(ticket("one")).answersJson("{\"data\":1}");
        try (ProxmoxClient client = client(new Credentials.Password("admin@pve", "p", "123456"))) {
            client.send(ApiRequest.get(VERSION));
        }
        assertEquals("username=admin%40pve&password=p", server.requests().get(0).body());
        assertEquals(2, server.requests().size());
    }

    @Test
    void usesACodeOnlyOnce() {
        server.answersJson(CHALLENGE).answersJson(ticket("one")).answersJson("{\"data\":1}").answersJson(CHALLENGE);
        try (ProxmoxClient client = client(new Credentials.Password("admin@pve", "p", "123456"))) {
            client.send(ApiRequest.get(VERSION));
            clock.turn(Duration.ofHours(3));
            LoginException failure = assertThrows(LoginException.class, () -> client.send(ApiRequest.get(VERSION)));
            assertTrue(failure.getMessage().contains("was used already"));
        }
        assertEquals(1, codesSent());
    }

    @Test
    void aCodeIsUsedEvenWhereItsAnswerIsLost() {
        server.answersJson(CHALLENGE).then((out, request) -> false).answersJson(CHALLENGE);
        try (ProxmoxClient client = client(new Credentials.Password("admin@pve", "p", "123456"))) {
            assertThrows(ConnectionLostException.class, () -> client.send(ApiRequest.get(VERSION)));
            LoginException failure = assertThrows(LoginException.class, () -> client.send(ApiRequest.get(VERSION)));
            assertTrue(failure.getMessage().contains("was used already"));
        }
        assertEquals(1, codesSent());
    }

    private long codesSent() {
        return server.requests().stream().filter(request -> request.body().contains("123456")).count();
    }

    @Test
    void aLoginThatFailedLeavesNoDoubtAboutTheCallItself() {
        server.then((out, request) -> false);
        try (ProxmoxClient client = client()) {
            ConnectionLostException failure = assertThrows(ConnectionLostException.class,
                    () -> client.send(ApiRequest.post(VERSION)));
            assertTrue(failure.notTaken());
        }
        assertEquals(1, server.requests().size());
    }
}
