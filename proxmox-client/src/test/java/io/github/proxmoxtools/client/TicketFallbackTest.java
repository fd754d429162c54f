package io.github.proxmoxtools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("auth")
@Tag("execute")
@Timeout(30)
class TicketFallbackTest {
    private static final ApiRequest EXECUTE = ApiRequest.post(ApiPath.parse("/nodes/pve1/execute"),
            Parameter.of("commands", "[]"));
    private static final Credentials.ApiToken TOKEN = new Credentials.ApiToken("root@pam!ci", "s3cr3t");
    private static final String REFUSAL = "403 Permission check failed (user != root@pam)";

    @AutoClose
    private final ScriptedServer server = ScriptedServer.start();

    private void refuses() {
        server.answers(REFUSAL, "", "{\"data\":null}");
    }

    private void logsIn() {
        server.answersJson("{\"data\":{\"ticket\":\"T\",\"CSRFPreventionToken\":\"c\"}}");
    }

    private ProxmoxClient client(Credentials credentials) {
        return server.client().credentials(credentials).build();
    }

    private static Credentials withPassword() {
        return TOKEN.with(new Credentials.Password("root@pam", "pass"));
    }

    @Test
    void aRefusedTokenIsFollowedByATicketOnce() {
        refuses();
        logsIn();
        server.answersJson("{\"data\":[]}");
        try (ProxmoxClient client = client(withPassword())) {
            assertEquals(List.of(), client.send(EXECUTE).data());
            assertFalse(client.toString().contains("pass,"));
        }
        assertEquals(List.of("POST /api2/json/nodes/pve1/execute HTTP/1.1", "POST /api2/json/access/ticket HTTP/1.1",
                "POST /api2/json/nodes/pve1/execute HTTP/1.1"),
                server.requests().stream().map(ScriptedServer.Request::line).toList());
        assertEquals("", server.requests().get(2).header("Authorization"));
        assertEquals("PVEAuthCookie=T", server.requests().get(2).header("Cookie"));
        assertEquals(server.requests().get(0).body(), server.requests().get(2).body());
    }

    @Test
    void withoutAPasswordTheFailureSaysWhatIsMissing() {
        refuses();
        try (ProxmoxClient client = client(TOKEN)) {
            ApiException failure = assertThrows(ApiException.class, () -> client.send(EXECUTE));
            assertEquals(403, failure.status());
            assertTrue(failure.getMessage().contains("refuses API tokens"), failure::getMessage);
            assertTrue(failure.advice().orElseThrow().contains("password beside the token"));
        }
        assertEquals(1, server.requests().size());
    }

    @Test
    void aTicketThatIsRefusedTooIsSaidSo() {
        refuses();
        logsIn();
        refuses();
        try (ProxmoxClient client = client(withPassword())) {
            ApiException failure = assertThrows(ApiException.class, () -> client.send(EXECUTE));
            assertTrue(failure.getMessage().contains("so was the ticket of root@pam"), failure::getMessage);
        }
        assertEquals(3, server.requests().size());
    }

    @Test
    void otherCallsAndOtherFailuresStayWithTheToken() {
        refuses();
        server.answers("500 odd", "", "{\"data\":null}");
        try (ProxmoxClient client = client(withPassword())) {
            assertThrows(ApiException.class,
                    () -> client.send(ApiRequest.put(ApiPath.parse("/access/password"))));
            assertThrows(ApiException.class, () -> client.send(EXECUTE));
        }
        assertEquals(2, server.requests().size());
    }

    @Test
    void aLoginWithATicketHasNothingToFallBackTo() {
        logsIn();
        refuses();
        try (ProxmoxClient client = client(new Credentials.Password("a@pve", "pass"))) {
            ApiException failure = assertThrows(ApiException.class, () -> client.send(EXECUTE));
            assertTrue(failure.advice().isEmpty());
        }
        assertEquals(2, server.requests().size());
    }
}
